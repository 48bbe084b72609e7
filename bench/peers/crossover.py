"""The inputs of the crossover sweeps as a peer wants them: columns cached, every array of the measured bars alone.

Row t of `fast` and `slow` is the average at the close before bar t, whose signal fills at the open of bar t.
"""

import numpy as np


class Crossover:
    def __init__(self, inputs):
        begin, end = inputs["begin"], inputs["end"]
        fast, slow = (len(axis["values"]) for axis in inputs["axes"])
        columns = inputs.array("columns")
        self.fast = np.ascontiguousarray(columns[:fast, begin - 1:end - 1])
        self.slow = np.ascontiguousarray(columns[fast:fast + slow, begin - 1:end - 1])
        # Whether the fast average was above one bar earlier; a crossing needs both bars defined.
        before_fast, before_slow = columns[:fast, begin - 2], columns[fast:fast + slow, begin - 2]
        known = ~(np.isnan(before_fast)[:, None] | np.isnan(before_slow)[None, :])
        self.above = np.where(known, before_fast[:, None] > before_slow[None, :],
                              self.fast[:, :1] > self.slow[:, 0][None, :])
        self.open, self.high, self.low, self.close = (
            np.ascontiguousarray(inputs.array(name)[begin:end]) for name in ("open", "high", "low", "close"))
        self.close_before = np.concatenate([inputs.array("close")[begin - 1:begin], self.close[:-1]])
        self.fee, self.slippage, self.stop = inputs["fee"], inputs["slippage"], inputs["stop"]
        self.year = np.sqrt(inputs["bars_per_year"])
        results = inputs.array("results").reshape(len(inputs["result_order"]), -1)
        self.results = dict(zip(inputs["result_order"], results))
        self.cells, self.bars = fast * slow, end - begin
