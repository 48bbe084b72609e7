#include "engine/plan/column_table.hpp"

#include <algorithm>
#include <utility>

#include "engine/catalogue/catalogue.hpp"

namespace basicbot {

column_task ColumnBatch::task() const {
    column_task t{};
    t.entry = entry;
    std::copy(inputs.begin(), inputs.end(), t.inputs);
    t.begin = begin;
    t.lanes = lanes;
    t.param_count = lanes > 0 ? static_cast<std::int32_t>(params.size()) / lanes : 0;
    t.output_count = lanes > 0 ? static_cast<std::int32_t>(outputs.size()) / lanes : 0;
    t.params = params.data();
    t.outputs = outputs.data();
    return t;
}

std::uint32_t ColumnTable::batch(std::int32_t entry, std::span<std::int32_t const> inputs) {
    auto const same = [&](std::uint32_t number) {
        ColumnBatch const& b = batches[number];
        return b.entry == entry && std::equal(inputs.begin(), inputs.end(), b.inputs.begin());
    };
    // A plan asks for one batch many times in a row.
    if (last_batch_ < batches.size() && same(last_batch_)) return last_batch_;
    std::uint64_t hash = mixed(0, static_cast<std::uint64_t>(entry));
    for (std::int32_t input : inputs) hash = mixed(hash, static_cast<std::uint64_t>(input));
    auto const fresh = static_cast<std::uint32_t>(batches.size());
    last_batch_ = known_batches_.find_or_add(hash, fresh, same);
    if (last_batch_ == fresh) {
        ColumnBatch b;
        b.entry = entry;
        std::copy(inputs.begin(), inputs.end(), b.inputs.begin());
        for (std::int32_t input : inputs) b.begin = std::max(b.begin, begin(input));
        batches.push_back(std::move(b));
    }
    return last_batch_;
}

void ColumnTable::prepare(std::int32_t entry, ColumnRequest& request) {
    IndicatorEntry const& indicator = indicators()[static_cast<std::size_t>(entry)];
    request.batch = batch(entry, {request.inputs, indicator.inputs.size()});
    request.hash = mixed(1, std::uint64_t{request.batch});
    for (std::size_t i = 0; i < indicator.params.size(); ++i)
        request.hash = mixed(request.hash, request.params[i]);
    known_sets_.prefetch(request.hash);
}

std::int32_t ColumnTable::column(std::int32_t entry, ColumnRequest const& request, std::int32_t output) {
    IndicatorEntry const& indicator = indicators()[static_cast<std::size_t>(entry)];
    std::size_t const count = indicator.params.size(), outputs = indicator.outputs.size();
    ColumnBatch& b = batches[request.batch];
    double const* const params = request.params;
    auto const fresh = static_cast<std::uint32_t>(sets_.size());
    std::uint32_t const set = known_sets_.find_or_add(request.hash, fresh, [&](std::uint32_t number) {
        ParameterSet const& s = sets_[number];
        return s.batch == request.batch &&
               std::equal(params, params + count, b.params.data() + count * static_cast<std::size_t>(s.lane));
    });
    if (set == fresh) {
        sets_.push_back({request.batch, b.lanes++});
        b.params.insert(b.params.end(), params, params + count);
        b.outputs.insert(b.outputs.end(), outputs, -1);
    }
    std::int32_t const lane = sets_[set].lane;
    std::int32_t& number =
        b.outputs[static_cast<std::size_t>(lane) * outputs + static_cast<std::size_t>(output)];
    if (number < 0) {
        number = first_computed_column + static_cast<std::int32_t>(columns.size());
        columns.push_back({entry, output, static_cast<std::int32_t>(request.batch), lane,
                           b.begin + indicator.warmup(params)});
    }
    return number;
}

void PlaneTable::reserve(std::size_t more) {
    known_.reserve(more);
    planes.reserve(planes.size() + more);
}

void PlaneTable::number(compare op, std::size_t count, operand* a, operand* b, std::uint32_t* numbers) {
    std::uint64_t hash[request_block];
    for (std::size_t i = 0; i < count; ++i) {
        for (operand* x : {a + i, b + i})
            if (x->column >= 0 || x->constant == 0) x->constant = 0;  // one form of zero
        if (op == compare::equal &&
            std::pair(b[i].column, b[i].constant) < std::pair(a[i].column, a[i].constant))
            std::swap(a[i], b[i]);
        std::uint64_t const columns = static_cast<std::uint64_t>(static_cast<std::uint32_t>(a[i].column))
                                          << 32 |
                                      static_cast<std::uint32_t>(b[i].column);
        hash[i] = mixed(static_cast<std::uint64_t>(op), columns);
        if (a[i].column < 0) hash[i] = mixed(hash[i], a[i].constant);
        if (b[i].column < 0) hash[i] = mixed(hash[i], b[i].constant);
        known_.prefetch(hash[i]);
    }
    for (std::size_t i = 0; i < count; ++i) numbers[i] = plane({op, a[i], b[i]}, hash[i]);
}

std::uint32_t PlaneTable::plane(plane_spec const& wanted, std::uint64_t hash) {
    auto const same = [](operand const& x, operand const& y) {
        return x.column == y.column && x.constant == y.constant;
    };
    auto const fresh = static_cast<std::uint32_t>(planes.size());
    std::uint32_t const number = known_.find_or_add(hash, fresh, [&](std::uint32_t other) {
        plane_spec const& p = planes[other];
        return p.op == wanted.op && same(p.a, wanted.a) && same(p.b, wanted.b);
    });
    if (number == fresh) planes.push_back(wanted);
    return number;
}

}  // namespace basicbot
