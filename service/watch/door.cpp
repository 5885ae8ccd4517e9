#include "service/watch/door.h"

#include "calc/form/template.h"
#include "service/watch/known_folder.h"

namespace stp::watch {

Door door_of(const Desk& desk, const std::string& folder, const std::string& data) {
  Door door;
  door.receive = [&desk](const Arrival& arrival) { return stp::receive(desk, arrival); };
  door.submission = [&desk](const std::string& sha256) { return stp::submission(desk, sha256); };
  door.not_for = [&desk](const Submission& one, const std::string& place) {
    return stp::not_for(desk, one, place);
  };
  door.report = [&desk](const Submission& one, const std::string& format) {
    return stp::report(desk, one, format);
  };
  door.filled_copy = [&desk](const Submission& one) { return stp::filled_copy(desk, one); };
  door.section_label = [&desk](const std::string& code) {
    const auto section = desk.form().section(code);
    return section ? desk.form().sections[section.value].label : code;
  };
  door.arriving = [&desk, source = "folder " + folder](const std::vector<Arriving>& files) {
    set_arriving(desk, source, files);
  };
  door.known_mark = [folder, data] { return known_mark(data, folder); };
  door.remember_mark = [folder, data](const std::string& mark) { return remember_mark(data, folder, mark); };
  door.now = desk.now;
  return door;
}

std::vector<WatchedPlace> watched_places(const Template& form) {
  std::vector<WatchedPlace> places;
  for (const Place& place : form.places) places.push_back({place.code, place.slug, place.name});
  return places;
}

}  // namespace stp::watch
