#include "engine/plan/graph.hpp"

#include <algorithm>
#include <utility>

#include "engine/catalogue/catalogue.hpp"

namespace basicbot {

namespace {

template <class T>
void put(std::string& key, T value) {
    key.append(reinterpret_cast<char const*>(&value), sizeof value);
}

std::string key_of(GraphNode const& n) {
    std::string key;
    put(key, n.term);
    put(key, n.a);
    put(key, n.b);
    put(key, n.number);
    put(key, n.entry);
    put(key, n.output);
    for (std::int32_t input : n.inputs) put(key, input);
    put(key, std::int32_t{-2});
    for (std::int32_t argument : n.arguments) put(key, argument);
    return key;
}

}  // namespace

std::int32_t Graph::timeframe(std::string const& name) {
    auto const at = std::find(timeframes_.begin(), timeframes_.end(), name);
    if (at == timeframes_.end()) timeframes_.push_back(name);
    return static_cast<std::int32_t>(std::find(timeframes_.begin(), timeframes_.end(), name) -
                                     timeframes_.begin());
}

std::set<std::int32_t> Graph::clocks() const {
    std::set<std::int32_t> read;
    for (GraphNode const& n : nodes_)
        if (n.term == Term::clock) read.insert(n.a);
    return read;
}

std::int32_t Graph::repainting() const {
    for (std::int32_t n = 0; n < size(); ++n)
        if ((*this)[n].term == Term::call &&
            indicators()[static_cast<std::size_t>((*this)[n].entry)].repaints)
            return n;
    return -1;
}

std::int32_t Graph::intern(GraphNode node) {
    if (node.term == Term::number && node.number == 0) node.number = 0;  // -0 and 0 are one number here
    auto const take = [&](std::int32_t child) {
        if (child < 0) return;
        node.reads |= nodes_[static_cast<std::size_t>(child)].reads;
        node.depth = std::max(node.depth, nodes_[static_cast<std::size_t>(child)].depth + 1);
        node.reads_longer = node.reads_longer || nodes_[static_cast<std::size_t>(child)].reads_longer;
    };
    node.reads_longer = node.term == Term::longer;
    if (node.term == Term::parameter) node.reads = std::uint64_t{1} << node.a;
    if (!node.is_leaf()) {
        take(node.a);
        take(node.b);
    }
    for (std::int32_t input : node.inputs) take(input);
    for (std::int32_t argument : node.arguments) take(argument);
    auto const [at, fresh] = known_.try_emplace(key_of(node), size());
    if (fresh) nodes_.push_back(std::move(node));
    return at->second;
}

}  // namespace basicbot
