## Execution: what was promised against what was done
nav-execution = Execution
execution-title = Promised and done
execution-of = Promised and done: { $name }
execution-lead = What we promised and what we did, line by line. What is unknown stays unknown and counts neither as kept nor as broken.
execution-definition = On time: at the latest { $late ->
    [0] on the promised day
    [one] one day after the promised one
   *[other] { $late } days after the promised one
}, and { $early }. In full: up to { $short } of what was ordered may be missing. Under another definition the results differ by tens of percentage points.
execution-early-any = as early as may be
execution-early-days = { $days ->
    [0] not before it
    [one] at most one day before it
   *[other] at most { $days } days before it
}
execution-level-of = { $level } of { $count }
execution-level-of-unknown = { $level } of { $count }, no record of { $unknown }
execution-likely = 95% interval: { $low } – { $high }
execution-cases = { $count ->
    [one] 1 due
   *[other] { $count } due
}
execution-cases-unknown = { $count ->
    [one] 1 due
   *[other] { $count } due
}, no record of { $unknown }
execution-known-only = of the known ones only: { $share }
execution-empty = No line has a promised day yet. Import sales with the columns “promised date” and “delivered date”, or record a delivery, a complaint or a quality check.
execution-without-promise = { $count ->
    [one] One line has no promised day, and nothing can be said of it.
   *[other] { $count } lines have no promised day, and nothing can be said of them.
}
execution-without-client = without a client
execution-late = Late
execution-late-count = { $count ->
    [0] none late
    [one] 1 late line
   *[other] { $count } late lines
}
execution-timing = { $early } early, { $on_the_day } on the day, { $late } after the window; the late ones by { $mean } days on average, by { $max } at most.
execution-timing-none = { $early } early, { $on_the_day } on the day, none after the window.
execution-failed-lines = Lines that are not as promised
execution-failed-shown = { $shown } of { $count } are shown; the file has all of them.
execution-no-failed = There is no line that is not as promised.
execution-document = Document
execution-order = order { $number }
execution-product = Product
execution-promised = Promised
execution-delivered = Delivered
execution-days = Days late
execution-missing = Missing
execution-moved-to = the client moved it to { $day }
execution-by-account = By client
execution-chart = Lines on time by month
execution-chart-title = Share of lines on time by month of the promised day
execution-chart-finding = { $count ->
    [0] { $mean } on average. No month is worse than chance would make it.
    [one] { $mean } on average. One month is worse than chance would make it: { $months }.
   *[other] { $mean } on average. { $count } months are worse than chance would make them: { $months }.
}
execution-chart-few = { $mean } on average. Limits of chance need three months at least.
execution-chart-mean = mean { $share }
execution-chart-month = Month
execution-chart-share = On time
execution-chart-limits = Limits of chance
execution-chart-cases = Known lines
execution-chart-below = below the limit
execution-chart-inside = within the limits
execution-figures = The figures
execution-why = How this came about
execution-quality = Quality
execution-quality-none = Nothing has been counted. Record how many units were looked at and how many were defective.
execution-complaints = Complaints
execution-complaints-none = No complaints are recorded.
execution-complaints-said = { $count ->
    [one] 1 complaint, { $open } open
   *[other] { $count } complaints, { $open } open
}. { $repeated ->
    [0] None was repeated within 30 days.
    [one] One was repeated within 30 days.
   *[other] { $repeated } were repeated within 30 days.
}
execution-late-days = Days late that are allowed
execution-short-percent = May be missing, %
execution-sort-note = Clients with the most lines that are not as promised come first.
execution-agreements-section = Agreements and execution
execution-to-all = Everything about execution
execution-export = Lines that are not as promised

metric-on-time-lines = Lines on time
metric-on-time-orders = Orders on time
metric-in-full-lines = Lines in full
metric-otif-lines = Lines on time in full
metric-otif-orders = Orders on time in full
metric-volume-fill = Quantity delivered in time
metric-defects-per-million = Defects per million
metric-complaint-days = Days to resolve a complaint (median)
metric-service-attainment = Services in time
dimension-quality = quality
dimension-delivery = delivery
dimension-deadline = deadlines
dimension-service = service
line-state-not-due = not due
line-state-ok = as promised
line-state-fail = not as promised
line-state-unknown = no record
term-state-kept = kept
term-state-at-risk = at risk
term-state-breached = breached
term-state-unknown = unknown
execution-kind-delivery = delivery
execution-kind-moved = moved deadline
execution-kind-complaint = complaint
execution-kind-quality = quality check
execution-kind-service = service

## The evidence
unknown-nothing-due = nothing is due
unknown-no-delivery-record = no record of what was delivered
unknown-no-quantities = ordered and delivered quantities are not known
unknown-no-quality-count = nobody has counted
unknown-no-complaints = no complaints are recorded
unknown-no-complaint-resolved = none is resolved yet
input-target = agreed
input-chance-of-so-few = probability that it is chance
input-as-agreed = as promised
input-not-as-agreed = not as promised
input-not-recorded = due, without a record
input-not-due = not due
input-units = units looked at
input-defects = defective
input-defects-at-most = at most of a million (95%, one-sided)
input-complaints = complaints
input-complaints-open = open
input-ordered = ordered
input-in-window = delivered in time
input-likely-percent = 95% interval, in percent
input-likely = 95% interval
missing-delivery-record = a record of what was delivered and when
missing-promised-day = a promised day for the lines without one

## Command line
usage-percent = “{ $value }” is no percentage; write a number from 0 to 100
