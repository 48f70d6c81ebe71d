/* chart.c: bars and sparklines out of block characters. */
#include "sharedesk/tui/draw.h"

#include <math.h>

static double chart_clamp(double x, double low, double high)
{
    return !(x > low) ? low : x > high ? high : x; /* NaN is low */
}

/* Blocks that fill a column from the left by eighths. */
static const char *const left_eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"};

void tui_bar(struct tui_area area, int row, int col, int width, double share, tui_style style)
{
    bool utf8 = tui_term_utf8_lines();
    int steps = utf8 ? 8 : 1;
    int filled = (int)(chart_clamp(share, 0, 1) * width * steps + 0.5);
    for (int i = 0; i < width; i++) {
        int here = (int)chart_clamp(filled - i * steps, 0, steps);
        if (here == 0)
            tui_put(area, row, col + i, TUI_BAR_REST, tui_sign(TUI_SIGN_DOT));
        else
            tui_put(area, row, col + i, style, utf8 ? left_eighths[here] : "#");
    }
}

void tui_bar_both(struct tui_area area, int row, int col, int width, double value,
                  tui_style negative, tui_style positive)
{
    int half = (width - 1) / 2;
    double size = chart_clamp(fabs(value), 0, 1);
    int filled = (int)(size * half + 0.5);
    for (int i = 1; i <= half; i++) {
        bool left = value < 0 && i <= filled, right = value > 0 && i <= filled;
        tui_put(area, row, col + half - i, left ? negative : TUI_BAR_REST,
                tui_sign(left ? TUI_SIGN_FULL : TUI_SIGN_DOT));
        tui_put(area, row, col + half + i, right ? positive : TUI_BAR_REST,
                tui_sign(right ? TUI_SIGN_FULL : TUI_SIGN_DOT));
    }
    tui_put(area, row, col + half, TUI_RULE, tui_term_utf8_lines() ? "│" : "|");
}

static void chart_range(const double *values, size_t n, double *low, double *high)
{
    double least = 0, most = 0;
    for (size_t i = 0; i < n; i++) {
        least = values[i] < least ? values[i] : least;
        most = values[i] > most ? values[i] : most;
    }
    *low = least;
    *high = most;
}

void tui_sparkline(struct tui_area area, int row, int col, const double *values, size_t n,
                   double low, double high, tui_style style)
{
    static const char *const utf8[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const ascii[] = {"_", ".", ":", "-", "=", "+", "*", "#"};
    if (!(low < high))
        chart_range(values, n, &low, &high);
    for (size_t i = 0; i < n; i++) {
        if (isnan(values[i]))
            continue;
        double share = high > low ? chart_clamp((values[i] - low) / (high - low), 0, 1) : 0;
        int level = (int)(share * 7 + 0.5);
        tui_put(area, row, col + (int)i, style, (tui_term_utf8_lines() ? utf8 : ascii)[level]);
    }
}
