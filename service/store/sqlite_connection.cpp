#include "service/store/sqlite_connection.h"

#include <Poco/Data/RecordSet.h>
#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/SQLiteException.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>

#include <deque>
#include <map>
#include <unordered_map>

#include "service/store/unusable.h"

namespace stp {

namespace data = Poco::Data;
namespace sqlite = Poco::Data::SQLite;

namespace {

// Poco binds references, so the values live beside their statement and are replaced for each execution.
struct Prepared {
  data::Statement statement;
  std::deque<std::string> texts{};
  std::deque<Poco::Int64> numbers{};
  explicit Prepared(data::Session& session) : statement(session) {}
};

void bind(Prepared& prepared, const DbValue& value) {
  using namespace data::Keywords;
  if (const auto* text = std::get_if<std::string>(&value))
    prepared.statement, use(prepared.texts.emplace_back(well_formed(*text)));
  else if (const auto* number = std::get_if<std::int64_t>(&value))
    prepared.statement, use(prepared.numbers.emplace_back(*number));
  else
    prepared.statement, use(data::Keywords::null);
}

void bind_again(Prepared& prepared, const std::vector<DbValue>& values) {
  std::size_t texts = 0, numbers = 0;
  for (const auto& value : values) {
    if (const auto* text = std::get_if<std::string>(&value)) prepared.texts[texts++] = well_formed(*text);
    if (const auto* number = std::get_if<std::int64_t>(&value)) prepared.numbers[numbers++] = *number;
  }
}

// A statement is prepared for the kinds of its values: they are bound as what they are.
std::string key(const std::string& sql, const std::vector<DbValue>& values) {
  std::string kinds = sql + '\n';
  for (const auto& value : values) kinds += static_cast<char>('0' + value.index());
  return kinds;
}

DbRows rows_of(const data::Statement& done) {
  const data::RecordSet found(done);
  DbRows rows(found.rowCount());
  const std::size_t columns = found.columnCount();
  for (std::size_t row = 0; row < rows.size(); ++row) {
    rows[row].cells.resize(columns);
    for (std::size_t column = 0; column < columns; ++column) {
      const auto value = found.value(column, row);
      if (!value.isEmpty() && !found.isNull(column, row))
        rows[row].cells[column] = value.convert<std::string>();
    }
  }
  return rows;
}

}  // namespace

struct SqliteConnection::Parts {
  data::Session session;
  std::unordered_map<std::string, std::unique_ptr<Prepared>> kept{};

  Prepared& prepared(const std::string& sql, const std::vector<DbValue>& values) {
    auto& slot = kept[key(sql, values)];
    if (slot) {
      bind_again(*slot, values);
      return *slot;
    }
    slot = std::make_unique<Prepared>(session);
    slot->statement << sql;
    for (const auto& value : values) bind(*slot, value);
    return *slot;
  }

  // What failed is not used again: its state is unknown.
  template <class Use>
  auto with(const std::string& sql, const std::vector<DbValue>& values, Use use) {
    try {
      return use(prepared(sql, values));
    } catch (...) {
      kept.erase(key(sql, values));
      throw;
    }
  }
};

namespace {

// Poco's exceptions become ours here and nowhere else.
template <class Work>
auto translated(const std::string& sql, Work work) {
  const auto said = [&](const Poco::Exception& error) { return error.displayText() + " in: " + sql; };
  try {
    return work();
  } catch (const sqlite::DBLockedException& error) {
    throw TryAgain(said(error));
  } catch (const sqlite::TableLockedException& error) {
    throw TryAgain(said(error));
  } catch (const sqlite::DatabaseFullException& error) {
    throw StoreUnavailable("the disk of the database is full: " + said(error));
  } catch (const sqlite::IOErrorException& error) {
    throw StoreUnavailable("the disk of the database fails: " + said(error));
  } catch (const sqlite::CantOpenDBFileException& error) {
    throw StoreUnavailable("the database file cannot be opened: " + said(error));
  } catch (const sqlite::CorruptImageException& error) {
    throw StoreDamaged("the database file is damaged: " + said(error));
  } catch (const sqlite::ReadOnlyException& error) {
    throw StoreUnavailable("the database file may not be written: " + said(error));
  } catch (const data::ConnectionFailedException& error) {
    throw StoreUnavailable("the database cannot be opened: " + said(error));
  } catch (const Poco::Exception& error) {
    throw std::runtime_error(said(error));
  }
}

}  // namespace

SqliteConnection::SqliteConnection(const std::string& file) {
  sqlite::Connector::registerConnector();
  parts_ = translated(
      "opening", [&] { return std::make_unique<Parts>(Parts{data::Session(sqlite::Connector::KEY, file)}); });
}

SqliteConnection::~SqliteConnection() = default;

DbRows SqliteConnection::rows(const std::string& sql, const std::vector<DbValue>& values) {
  return translated(sql, [&] {
    return parts_->with(sql, values, [](Prepared& one) {
      one.statement.execute();
      return rows_of(one.statement);
    });
  });
}

// Not kept: a statement with a limit goes on where it stopped.
void SqliteConnection::each(const std::string& sql, const std::vector<DbValue>& values, const TakeRow& take) {
  constexpr Poco::UInt32 at_once = 500;
  translated(sql, [&] {
    Prepared one(parts_->session);
    one.statement << sql;
    for (const auto& value : values) bind(one, value);
    one.statement, data::Keywords::limit(at_once);
    while (!one.statement.done()) {
      one.statement.execute();
      for (const auto& row : rows_of(one.statement)) take(row);
    }
    return 0;
  });
}

std::size_t SqliteConnection::run(const std::string& sql, const std::vector<DbValue>& values) {
  return translated(
      sql, [&] { return parts_->with(sql, values, [](Prepared& one) { return one.statement.execute(); }); });
}

void SqliteConnection::command(const std::string& sql) {
  translated(sql, [&] {
    data::Statement once(parts_->session);
    once << sql;
    return once.execute();
  });
}

std::vector<DbTable> SqliteConnection::tables() {
  std::vector<DbTable> found;
  for (const auto& row :
       rows("SELECT m.name, c.name, c.type FROM sqlite_master m, pragma_table_info(m.name) c "
            "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid"))
    add_column(found, row.text(0), {row.text(1), row.text(2) == "BIGINT"});
  return found;
}

}  // namespace stp
