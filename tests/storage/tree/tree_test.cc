// The transparency tree: the vectors of RFC 6962's reference tests, and the edge against the
// definition.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "storage/bytes/sha256.h"
#include "storage/tree/tree_edge.h"
#include "storage/tree/tree_hash.h"
#include "tests/storage/ledger.h"

namespace traguardo::storage {
namespace {

std::string Hex(const Hash& hash) { return absl::BytesToHexString(std::string(AsBytes(hash))); }

std::vector<Hash> Leaves(size_t count) {
  std::vector<Hash> leaves;
  for (size_t i = 0; i < count; ++i) leaves.push_back(LeafHash(absl::StrCat("leaf ", i)));
  return leaves;
}

TEST(Sha256Test, IsThatOfTheStandard) {
  EXPECT_EQ(Hex(Sha256({})), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Hex(Sha256({"abc"})),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256Test, HashesPiecesLikeTheirConcatenation) {
  EXPECT_EQ(Sha256({"a", "", "bc"}), Sha256({"abc"}));
  // A hash that was started before leaves nothing behind.
  EXPECT_EQ(Sha256({"a", "", "bc"}), Sha256({"abc"}));
}

TEST(TreeHashTest, LeavesNodesAndCommitmentsAreToldApart) {
  const Hash hash = Sha256({"x"});
  EXPECT_EQ(LeafHash("x"), Sha256({std::string_view("\0x", 2)}));
  EXPECT_EQ(LeafHash(hash), LeafHash(AsBytes(hash)));
  EXPECT_EQ(NodeHash(hash, hash), Sha256({"\x01", AsBytes(hash), AsBytes(hash)}));
  EXPECT_EQ(Commitment("salt", "envelope"), Sha256({"saltenvelope"}));
}

TEST(TreeHashTest, GivesTheRootsOfTheReferenceTests) {
  const std::vector<std::string> entries = {"",
                                            "00",
                                            "10",
                                            "2021",
                                            "3031",
                                            "40414243",
                                            "5051525354555657",
                                            "606162636465666768696a6b6c6d6e6f"};
  const std::vector<std::string> roots = {
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  TreeEdge edge;
  EXPECT_EQ(Hex(edge.Root()), roots[0]);
  for (size_t i = 0; i < entries.size(); ++i) {
    edge.Append(LeafHash(absl::HexStringToBytes(entries[i])));
    EXPECT_EQ(edge.size(), i + 1);
    EXPECT_EQ(Hex(edge.Root()), roots[i + 1]);
  }
}

TEST(TreeEdgeTest, HasTheRootOfTheDefinitionAtEverySize) {
  const std::vector<Hash> leaves = Leaves(1100);
  TreeEdge edge;
  for (size_t size = 0; size <= leaves.size(); ++size) {
    ASSERT_EQ(edge.Root(), NaiveRoot(leaves, 0, size)) << "at size " << size;
    if (size < leaves.size()) edge.Append(leaves[size]);
  }
}

TEST(TreeEdgeTest, GivesOutEachTileWhenItIsFull) {
  const std::vector<Hash> leaves = Leaves(3 * kTileWidth + 17);
  TreeEdge edge;
  std::vector<Tile> tiles;
  for (size_t i = 0; i < leaves.size(); ++i) {
    edge.Append(leaves[i]);
    const std::vector<Tile> completed = edge.TakeCompletedTiles();
    ASSERT_EQ(completed.size(), (i + 1) % kTileWidth == 0 ? 1u : 0u);
    tiles.insert(tiles.end(), completed.begin(), completed.end());
  }
  ASSERT_EQ(tiles.size(), 3u);
  for (size_t index = 0; index < tiles.size(); ++index) {
    EXPECT_EQ(tiles[index].id, (TileId{0, index}));
    EXPECT_EQ(tiles[index].hashes, std::vector<Hash>(leaves.begin() + index * kTileWidth,
                                                     leaves.begin() + (index + 1) * kTileWidth));
    EXPECT_EQ(edge.partial_tile(1)[index], NaiveRoot(leaves, index * kTileWidth, kTileWidth));
  }
  EXPECT_EQ(edge.partial_tile(0), std::vector<Hash>(leaves.begin() + 3 * kTileWidth, leaves.end()));
}

TEST(TreeEdgeTest, FillsATileOfTheSecondLevel) {
  TreeEdge edge;
  std::vector<Tile> tiles;
  const Hash leaf = LeafHash("the same");
  for (size_t i = 0; i < kTileWidth * kTileWidth; ++i) {
    edge.Append(leaf);
    for (Tile& tile : edge.TakeCompletedTiles()) tiles.push_back(std::move(tile));
  }
  ASSERT_EQ(tiles.size(), kTileWidth + 1);
  EXPECT_EQ(tiles.back().id, (TileId{1, 0}));
  EXPECT_EQ(tiles.back().hashes,
            std::vector<Hash>(kTileWidth, TileRoot(std::vector<Hash>(kTileWidth, leaf))));
  EXPECT_EQ(edge.Root(), TileRoot(tiles.back().hashes));
}

TEST(TreeEdgeTest, GoesOnFromItsPartialTilesAsIfNeverStopped) {
  for (const size_t size : {0, 1, 2, 255, 256, 257, 511, 512, 700, 1000}) {
    const std::vector<Hash> leaves = Leaves(size + 300);
    TreeEdge whole;
    for (size_t i = 0; i < size; ++i) whole.Append(leaves[i]);
    TreeEdge restored =
        TreeEdge::FromPartialTiles(size, {whole.partial_tile(0), whole.partial_tile(1)});
    ASSERT_EQ(restored.Root(), whole.Root()) << "at size " << size;
    whole.TakeCompletedTiles();
    for (size_t i = size; i < leaves.size(); ++i) {
      whole.Append(leaves[i]);
      restored.Append(leaves[i]);
    }
    ASSERT_EQ(restored.Root(), NaiveRoot(leaves, 0, leaves.size())) << "from size " << size;
    const std::vector<Tile> expected = whole.TakeCompletedTiles();
    const std::vector<Tile> tiles = restored.TakeCompletedTiles();
    ASSERT_EQ(tiles.size(), expected.size());
    for (size_t i = 0; i < tiles.size(); ++i) {
      EXPECT_EQ(tiles[i].id, expected[i].id);
      EXPECT_EQ(tiles[i].hashes, expected[i].hashes);
    }
  }
}

}  // namespace
}  // namespace traguardo::storage
