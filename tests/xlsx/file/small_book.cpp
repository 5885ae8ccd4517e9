#include "tests/xlsx/file/small_book.h"

#include <libdeflate.h>

#include <stdexcept>

namespace stp::test {

namespace {

void put(std::string& out, std::uint64_t value, int width) {
  for (int i = 0; i < width; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
}

std::string deflated(const std::string& text) {
  libdeflate_compressor* compressor = libdeflate_alloc_compressor(9);
  std::string out(libdeflate_deflate_compress_bound(compressor, text.size()), '\0');
  out.resize(libdeflate_deflate_compress(compressor, text.data(), text.size(), out.data(), out.size()));
  libdeflate_free_compressor(compressor);
  return out;
}

struct Written {
  std::uint64_t offset, packed, unpacked;
  std::uint32_t crc;
  std::uint16_t flags, method;
};

Written put_part(std::string& out, const ZipPart& part, bool zip64) {
  const std::string bytes = part.packed ? deflated(part.content) : part.content;
  Written done{out.size(), bytes.size(), part.content.size(), 0, part.flags, 0};
  done.crc = libdeflate_crc32(0, part.content.data(), part.content.size()) ^ part.crc_flip;
  done.method = part.method_override != 0 ? part.method_override : part.packed ? 8 : 0;
  if (part.claimed_size >= 0) done.unpacked = static_cast<std::uint64_t>(part.claimed_size);
  if (part.descriptor) done.flags |= 8;
  const std::string& name = part.local_name.empty() ? part.name : part.local_name;
  put(out, 0x04034b50, 4), put(out, 20, 2), put(out, done.flags, 2), put(out, done.method, 2),
      put(out, 0x21000000, 4);
  put(out, part.descriptor ? 0 : done.crc, 4);
  put(out, zip64 ? 0xffffffff : part.descriptor ? 0 : done.packed, 4);
  put(out, zip64 ? 0xffffffff : part.descriptor ? 0 : done.unpacked, 4);
  put(out, name.size(), 2), put(out, zip64 ? 20 : 0, 2);
  out += name;
  if (zip64) put(out, 1, 2), put(out, 16, 2), put(out, done.unpacked, 8), put(out, done.packed, 8);
  out += bytes;
  if (part.descriptor) {
    put(out, 0x08074b50, 4), put(out, done.crc, 4);
    put(out, done.packed, zip64 ? 8 : 4), put(out, done.unpacked, zip64 ? 8 : 4);
  }
  return done;
}

void put_entry(std::string& out, const ZipPart& part, const Written& done, bool zip64) {
  put(out, 0x02014b50, 4), put(out, 20, 2), put(out, 20, 2), put(out, done.flags, 2),
      put(out, done.method, 2);
  put(out, 0x21000000, 4), put(out, done.crc, 4);
  put(out, zip64 ? 0xffffffff : done.packed, 4), put(out, zip64 ? 0xffffffff : done.unpacked, 4);
  put(out, part.name.size(), 2), put(out, zip64 ? 28 : 0, 2), put(out, 0, 2), put(out, 0, 2), put(out, 0, 2);
  put(out, 0, 4), put(out, zip64 ? 0xffffffff : done.offset, 4);
  out += part.name;
  if (zip64) {
    put(out, 1, 2), put(out, 24, 2), put(out, done.unpacked, 8), put(out, done.packed, 8),
        put(out, done.offset, 8);
  }
}

}  // namespace

std::string zip(const std::vector<ZipPart>& parts, const ZipShape& shape) {
  std::string out;
  std::vector<Written> written;
  for (const ZipPart& part : parts) written.push_back(put_part(out, part, shape.zip64));
  if (shape.second_at_first) written.at(1) = written.at(0);
  const std::uint64_t directory = out.size();
  for (std::size_t i = 0; i < parts.size(); ++i) put_entry(out, parts[i], written[i], shape.zip64);
  const std::uint64_t size = out.size() - directory, count = parts.size() + shape.entries_more;
  if (shape.zip64) {
    const std::uint64_t record = out.size();
    put(out, 0x06064b50, 4), put(out, 44, 8), put(out, 45, 2), put(out, 45, 2), put(out, 0, 4),
        put(out, 0, 4);
    put(out, count, 8), put(out, count, 8), put(out, size, 8), put(out, directory, 8);
    put(out, 0x07064b50, 4), put(out, 0, 4), put(out, record, 8), put(out, 1, 4);
  }
  put(out, 0x06054b50, 4), put(out, 0, 4);
  put(out, shape.zip64 ? 0xffff : count, 2), put(out, shape.zip64 ? 0xffff : count, 2);
  put(out, shape.zip64 ? 0xffffffff : size, 4), put(out, shape.zip64 ? 0xffffffff : directory, 4);
  put(out, shape.comment.size(), 2);
  return out + shape.comment;
}

std::string sheet_xml(const std::string& rows, const std::string& head, const std::string& tail) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"" + sheet_space +
         "\">" + head + "<sheetData>" + rows + "</sheetData>" + tail + "</worksheet>";
}

std::vector<ZipPart> book_parts(const std::string& sheet, const std::string& strings) {
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const std::string package = "http://schemas.openxmlformats.org/package/2006/relationships";
  const std::string type = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  std::vector<ZipPart> parts;
  parts.push_back({"[Content_Types].xml",
                   "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                   "<Default Extension=\"rels\" "
                   "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                   "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                   "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" +
                       type +
                       "sheet.main+xml\"/>"
                       "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"" +
                       type +
                       "worksheet+xml\"/>"
                       "<Override PartName=\"/xl/calcChain.xml\" ContentType=\"" +
                       type + "calcChain+xml\"/></Types>"});
  parts.push_back({"_rels/.rels", "<Relationships xmlns=\"" + package +
                                      "\"><Relationship Id=\"rId1\" Type=\"" + office +
                                      "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"});
  parts.push_back({"xl/workbook.xml",
                   "<workbook xmlns=\"" + sheet_space + "\" xmlns:r=\"" + office +
                       "\"><sheets><sheet name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"});
  parts.push_back({"xl/_rels/workbook.xml.rels",
                   "<Relationships xmlns=\"" + package + "\"><Relationship Id=\"rId1\" Type=\"" + office +
                       "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId2\" Type=\"" +
                       office +
                       "/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"rId3\" Type=\"" +
                       office + "/calcChain\" Target=\"calcChain.xml\"/><Relationship Id=\"rId4\" Type=\"" +
                       office + "/styles\" Target=\"styles.xml\"/></Relationships>"});
  parts.push_back({"xl/worksheets/sheet1.xml", sheet, true});
  if (!strings.empty()) parts.push_back({"xl/sharedStrings.xml", strings, true});
  return parts;
}

std::string book(const std::string& rows, const std::string& head, const std::string& tail) {
  return zip(book_parts(sheet_xml(rows, head, tail)));
}

ZipPart& part_named(std::vector<ZipPart>& parts, const std::string& name) {
  for (ZipPart& part : parts) {
    if (part.name == name) return part;
  }
  throw std::out_of_range(name);
}

}  // namespace stp::test
