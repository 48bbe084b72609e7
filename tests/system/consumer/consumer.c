/* A sweep of two lengths over bars that lie in memory, and one number of its cube. */
#include <basicbot.h>
#include <stdio.h>

enum { bars = 300 };

static char const study[] =
    "[data]\nsymbols = [\"X\"]\ntimeframe = \"1d\"\n"
    "[strategy]\nuse = \"sma_cross\"\n"
    "[params]\nfast = {sweep = [3, 5]}\nslow = 20\n"
    "[execution]\nfee_bps = 5\nslippage_bps = 2\nside = \"long\"\n";

int main(void) {
    static int64_t time[bars];
    static double open[bars], high[bars], low[bars], close[bars];
    double price = 100;
    for (int t = 0; t < bars; ++t) {
        time[t] = (int64_t)t * 86400 * 1000000000;
        open[t] = price;
        price *= t / 30 % 2 == 0 ? 1.01 : 0.992;
        close[t] = price;
        high[t] = 1.001 * (open[t] > close[t] ? open[t] : close[t]);
        low[t] = 0.999 * (open[t] < close[t] ? open[t] : close[t]);
    }
    basicbot_bars const series = {"X", "1d", 0, bars, time, 0, open, high, low, close, 0};
    basicbot_run* const run = basicbot_start(study, "{\"threads\": 1}", &series, 1);
    basicbot_array trades;
    if (basicbot_wait(run, -1) != BASICBOT_DONE) {
        puts(basicbot_document(run));
        return 1;
    }
    if (basicbot_view(run, "trades", &trades) != 0 || trades.size != 2 || !(trades.data[0] > 0)) return 2;
    printf("%d axes, %g and %g trades of %s\n", (int)trades.rank, trades.data[0], trades.data[1],
           basicbot_label(run, "symbol", 0));
    basicbot_free(run);
    return 0;
}
