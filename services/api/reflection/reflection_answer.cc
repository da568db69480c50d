#include "services/api/reflection/reflection_answer.h"

#include <algorithm>
#include <cstdint>
#include <set>

#include "google/protobuf/descriptor.pb.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/wire_format_lite.h"
#include "google/rpc/code.pb.h"
#include "services/api/wire_format.h"

namespace traguardo::api {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;

// Permanent numbers of grpc/reflection/v1/reflection.proto.
enum RequestField {
  kHost = 1,
  kFileByFilename = 3,
  kFileContainingSymbol = 4,
  kFileContainingExtension = 5,
  kAllExtensionNumbersOfType = 6,
  kListServices = 7,
};
enum ResponseField {
  kValidHost = 1,
  kOriginalRequest = 2,
  kFileDescriptorResponse = 4,
  kAllExtensionNumbersResponse = 5,
  kListServicesResponse = 6,
  kErrorResponse = 7,
};

struct Field {
  int number = 0;
  std::string bytes;   // of a text or message
  uint64_t value = 0;  // of a number
};

// None when the bytes are no message.
std::optional<std::vector<Field>> ReadFields(std::string_view message) {
  CodedInputStream in(reinterpret_cast<const uint8_t*>(message.data()),
                      static_cast<int>(message.size()));
  std::vector<Field> fields;
  while (const uint32_t tag = in.ReadTag()) {
    Field field{.number = WireFormatLite::GetTagFieldNumber(tag)};
    bool is_read = false;
    switch (WireFormatLite::GetTagWireType(tag)) {
      case WireFormatLite::WIRETYPE_LENGTH_DELIMITED: {
        uint32_t size = 0;
        is_read = in.ReadVarint32(&size) && size <= message.size() &&
                  in.ReadString(&field.bytes, static_cast<int>(size));
        break;
      }
      case WireFormatLite::WIRETYPE_VARINT:
        is_read = in.ReadVarint64(&field.value);
        break;
      case WireFormatLite::WIRETYPE_FIXED64:
      case WireFormatLite::WIRETYPE_FIXED32:
      case WireFormatLite::WIRETYPE_START_GROUP:
      case WireFormatLite::WIRETYPE_END_GROUP:
        is_read = WireFormatLite::SkipField(&in, tag);
        break;
    }
    if (!is_read) return std::nullopt;
    fields.push_back(std::move(field));
  }
  if (!in.ConsumedEntireMessage()) return std::nullopt;
  return fields;
}

// Each file once, those that others need first.
void AppendFiles(const FileDescriptor& file, std::set<const FileDescriptor*>& seen,
                 std::string& files) {
  if (!seen.insert(&file).second) return;
  for (int i = 0; i < file.dependency_count(); ++i) AppendFiles(*file.dependency(i), seen, files);
  google::protobuf::FileDescriptorProto proto;
  file.CopyTo(&proto);
  AppendBytesField(1, proto.SerializeAsString(), files);
}

std::string NotFound(std::string_view what) {
  std::string error;
  AppendNumberField(1, google::rpc::NOT_FOUND, error);
  AppendBytesField(2, "not found: " + std::string(what), error);
  std::string response;
  AppendBytesField(kErrorResponse, error, response);
  return response;
}

std::string Files(const FileDescriptor* file, std::string_view asked) {
  if (file == nullptr) return NotFound(asked);
  std::set<const FileDescriptor*> seen;
  std::string files;
  AppendFiles(*file, seen, files);
  std::string response;
  AppendBytesField(kFileDescriptorResponse, files, response);
  return response;
}

std::string FileOfExtension(const std::string& request, const DescriptorPool& pool) {
  const auto fields = ReadFields(request);
  std::string type;
  uint64_t number = 0;
  if (fields.has_value()) {
    for (const Field& field : *fields) {
      if (field.number == 1) type = field.bytes;
      if (field.number == 2) number = field.value;
    }
  }
  const Descriptor* const extended = pool.FindMessageTypeByName(type);
  const FieldDescriptor* const extension =
      extended == nullptr ? nullptr
                          : pool.FindExtensionByNumber(extended, static_cast<int>(number));
  return Files(extension == nullptr ? nullptr : extension->file(), type);
}

std::string ExtensionNumbers(const std::string& type, const DescriptorPool& pool) {
  const Descriptor* const extended = pool.FindMessageTypeByName(type);
  if (extended == nullptr) return NotFound(type);
  std::vector<const FieldDescriptor*> extensions;
  pool.FindAllExtensions(extended, &extensions);
  std::string numbers;
  AppendBytesField(1, type, numbers);
  for (const FieldDescriptor* extension : extensions) {
    AppendNumberField(2, static_cast<uint64_t>(extension->number()), numbers);
  }
  std::string response;
  AppendBytesField(kAllExtensionNumbersResponse, numbers, response);
  return response;
}

std::string Services(const std::vector<std::string>& services) {
  std::string list;
  for (const std::string& name : services) {
    std::string service;
    AppendBytesField(1, name, service);
    AppendBytesField(1, service, list);
  }
  std::string response;
  AppendBytesField(kListServicesResponse, list, response);
  return response;
}

std::string AnswerTo(const Field& question, const std::vector<std::string>& services,
                     const DescriptorPool& pool) {
  switch (static_cast<RequestField>(question.number)) {
    case kHost:
      break;
    case kFileByFilename:
      return Files(pool.FindFileByName(question.bytes), question.bytes);
    case kFileContainingSymbol:
      return Files(pool.FindFileContainingSymbol(question.bytes), question.bytes);
    case kFileContainingExtension:
      return FileOfExtension(question.bytes, pool);
    case kAllExtensionNumbersOfType:
      return ExtensionNumbers(question.bytes, pool);
    case kListServices:
      return Services(services);
  }
  return NotFound("the question");
}

}  // namespace

std::optional<std::string> AnswerReflection(std::string_view request,
                                            const std::vector<std::string>& services,
                                            const DescriptorPool& pool) {
  const auto fields = ReadFields(request);
  if (!fields.has_value()) return std::nullopt;
  std::string host;
  Field question;  // the last one counts, as of any oneof
  for (const Field& field : *fields) {
    if (field.number == kHost) {
      host = field.bytes;
    } else {
      question = field;
    }
  }
  std::string response;
  AppendBytesField(kValidHost, host, response);
  AppendBytesField(kOriginalRequest, request, response);
  return response + AnswerTo(question, services, pool);
}

}  // namespace traguardo::api
