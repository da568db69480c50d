"""One caller of the server: its stubs, who it is, and how errors are taken apart."""

import uuid

import grpc
from google.rpc import error_details_pb2, status_pb2
from traguardo.api.v1 import (admin_service_pb2_grpc, monitoring_service_pb2_grpc,
                              plan_service_pb2_grpc, projection_service_pb2_grpc)
from traguardo.api.v1.command_pb2 import CommandHeader

DEADLINE_SECONDS = 30


class Refused(Exception):
    """An error with its details."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code
        self.message = message
        self.reason = ""
        self.metadata = {}
        self.fields = {}
        self.retry = False

    @staticmethod
    def from_status(code, status):
        refused = Refused(code, status.message)
        for detail in status.details:
            info = error_details_pb2.ErrorInfo()
            if detail.Unpack(info):
                assert info.domain == "traguardo", info.domain
                refused.reason = info.reason
                refused.metadata = dict(info.metadata)
            bad_request = error_details_pb2.BadRequest()
            if detail.Unpack(bad_request):
                refused.fields = {v.field: v.description for v in bad_request.field_violations}
            if detail.Is(error_details_pb2.RetryInfo.DESCRIPTOR):
                refused.retry = True
        return refused

    @staticmethod
    def from_error(error):
        status = status_pb2.Status()
        for key, value in error.trailing_metadata() or ():
            if key == "grpc-status-details-bin":
                status.ParseFromString(value)
        refused = Refused.from_status(error.code(), status)
        refused.message = refused.message or error.details()
        return refused


class Service:
    """Stub methods that say who is calling and raise Refused."""

    def __init__(self, stub, metadata):
        self._stub = stub
        self._metadata = metadata

    def __getattr__(self, name):
        method = getattr(self._stub, name)

        def call(request):
            try:
                return method(request, metadata=self._metadata, timeout=DEADLINE_SECONDS)
            except grpc.RpcError as error:
                raise Refused.from_error(error) from None
        return call


class Caller:
    def __init__(self, address, token, language="it"):
        self._channel = grpc.insecure_channel(address)
        self.metadata = [("accept-language", language)]
        if token is not None:
            self.metadata.append(("authorization", "Bearer " + token))
        self.monitoring_stub = monitoring_service_pb2_grpc.MonitoringServiceStub(self._channel)
        self.projection_stub = projection_service_pb2_grpc.ProjectionServiceStub(self._channel)
        self.plan = Service(plan_service_pb2_grpc.PlanServiceStub(self._channel), self.metadata)
        self.monitoring = Service(self.monitoring_stub, self.metadata)
        self.projection = Service(self.projection_stub, self.metadata)
        self.admin = Service(admin_service_pb2_grpc.AdminServiceStub(self._channel), self.metadata)

    def close(self):
        self._channel.close()


def header(effective_on, **more):
    """A command's header with a fresh request id."""
    more.setdefault("request_id", str(uuid.uuid4()))
    return CommandHeader(effective_on=effective_on, **more)


def refusal_of(call):
    """What the call was refused for; fails when it was not."""
    try:
        answer = call()
    except Refused as refused:
        return refused
    raise AssertionError(f"expected a refusal, got {answer}")
