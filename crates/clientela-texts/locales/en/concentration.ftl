## Concentration
concentration-headline = How much we depend on few clients. { $period }, net of VAT.
concentration-measure = Measure
concentration-from = From
concentration-to = To
concentration-empty = There are no sales for this choice. Change the period or import a file.
concentration-top-five = The five largest clients
concentration-a-year-ago = a year ago { $share }
concentration-largest = The largest
concentration-effective = like { $count } equal clients
concentration-hhi-title = HHI, index of concentration
concentration-hhi-text = Sum of the squared shares of { $count ->
    [one] { $count } client
   *[other] { $count } clients
    } with { $measure ->
    [margin] a margin
   *[revenue] sales
    } above zero.
concentration-hhi-formula = Σ share² = { $hhi }; 1 ÷ HHI = { $effective }
concentration-period = period
concentration-gini = Gini
concentration-outside = outside
concentration-outside-text = clients at or below zero: { $accounts } ({ $negative }); lines without a client: { $lines } ({ $unassigned })
concentration-to-80 = To reach 80% it takes
concentration-of-accounts = of { $count ->
    [one] { $count } client
   *[other] { $count } clients
    }
concentration-class-a = class A, { $share }
concentration-trial-title = Trial: without { $names }.
concentration-trial-text = We lose { $lost }, { $share } of sales and { $margin } of { $known ->
    [part] the known margin
   *[whole] the margin
    }; { $remaining } remain. Nothing is saved.
concentration-trial-text-margin = We lose { $lost } of margin, { $share } of it all; { $remaining } remain. Nothing is saved.
concentration-trial-reset = Put all back
concentration-trial-help = tick clients and try without them
concentration-try = Try without those ticked
concentration-take-out = Without this client
concentration-take-out-name = Without { $name }
concentration-out = taken out
concentration-chart = Pareto chart
concentration-chart-title = { $measure ->
    [margin] Margin by client and cumulative share
   *[revenue] Sales by client and cumulative share
    }
concentration-table = The clients by share; the same as in the chart
concentration-finding = { $count ->
    [one] { $count } client carries
   *[other] { $count } clients carry
    } { $share }
concentration-caption = The five largest carry { $share } of { $measure ->
    [margin] the margin
   *[revenue] sales
    }; the index is { $hhi }: like { $effective } equal clients.
concentration-caption-trial = Without { $names } the five largest carry { $share } of the rest, and the index becomes { $hhi }: like { $effective } equal clients.
concentration-legend-key = key
concentration-legend-other = other client
concentration-legend-out = taken out in the trial
concentration-legend-cumulative = cumulative share
concentration-margin-head = Margin, { $currency }
concentration-cumulative = Cumulative, %
concentration-in-trial = In the trial, %
concentration-show-all = Show all
concentration-all-accounts = All { $count }
concentration-in-words = In words
concentration-words-known = The cost of { $share } of sales is known; the other lines are left out.
concentration-words-class = { $count ->
    [one] One client carries
   *[other] { $count } clients carry
    } { $share } of { $measure ->
    [margin] the margin
   *[revenue] sales
    }; { $others ->
    [one] the other one carries
   *[other] the other { $others } carry
    } the rest.
concentration-words-largest = If ‘{ $name }’ leaves, we lose { $share } of { $measure ->
    [margin] the margin
   *[revenue] sales
    }.
concentration-words-grows = The share of the five largest grows against a year ago.
concentration-words-falls = The share of the five largest falls against a year ago.
concentration-words-stays = The share of the five largest is as it was a year ago.
concentration-top-five-over-time = Share of the five largest
concentration-quarter = Quarter { $number } { $year }
concentration-sum = The sum
concentration-sum-positive = Clients above zero: { $count }
concentration-sum-negative = At or below zero: { $count }
concentration-sum-unassigned = Lines without a client: { $count }
concentration-sum-no-cost = Cost not known: { $count }; their sales
concentration-sum-no-rate = Without a rate, outside the sum
