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
execution-cases-examined = { $count ->
    [one] 1 unit examined
   *[other] { $count } units examined
}
execution-cases-complaints = { $count ->
    [one] 1 complaint
   *[other] { $count } complaints
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
execution-failed-shown = { $shown } of { $count } are shown; the file has up to 2,000 of them, the latest first.
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

## What was recorded
execution-events = Recorded events
execution-events-count = { $count ->
    [0] no recorded events
    [one] one recorded event
   *[other] { $count } recorded events
}
execution-events-empty = Here stands what the ERP does not know: partial deliveries, moved deadlines with their reason, complaints, quality checks, services. Record the first one or import a file.
execution-events-withdrawn = with withdrawn ones
execution-event = Recorded event
execution-event-new = Record an event
execution-event-lead = A delivery, a moved deadline, a complaint, a quality check or a service. The day promised first stays the measure: a deadline the client moved counts only with its reason.
execution-event-of = { $kind }: { $client }
execution-event-by = Recorded by { $name }.
execution-event-withdrawn = withdrawn
execution-event-withdraw = Withdraw
execution-event-withdraw-help = What is withdrawn stays in the book and counts nowhere.
execution-event-reinstate = Put back
execution-event-reinstated = The event is back
undo-execution-event-written = The event is recorded.
undo-execution-event-withdrawn = The event is withdrawn.
not-now-execution-event-state = The event is no longer in that state: open it again.
event-kind = Kind
event-day = Day
event-day-help = Of a complaint: when it was made.
event-document = Order or document no.
event-what = Goods or service
event-class = Cause of the complaint
event-days = Days
event-requested-day = Asked for
event-promised-day = Promised for
event-promised-help = Of a moved deadline: the new day.
event-done-day = Done on
event-done-help = Of a complaint: when it was resolved; empty while it is open.
event-quantities = Quantities
event-ordered = Ordered
event-delivered = Delivered
event-delivered-help = Of a quality check: how many whole units were looked at.
event-received = Accepted by the client
event-defects = Defective units
event-moved-by = Who moved the deadline
event-reason = Reason
event-reason-help = Without a reason a moved deadline counts as ours.
event-note = Note
field-whole-units = Write a whole number of units looked at, above zero.
field-defects-too-many = There cannot be more defective units than were looked at.
invalid-whole-units = Write a whole number of units looked at, above zero.
invalid-defects-too-many = There cannot be more defective units than were looked at.

## The journal
journal-kind-execution-event = a recorded event at
journal-filter-execution-event = Execution
journal-withdrawn-execution-event = { $who } withdrew { $what }
journal-reinstated-execution-event = { $who } reinstated { $what }
journal-executions-created = { $who } added { $count ->
    [one] one execution event
   *[other] { $count } execution events
} by an import
journal-executions-removed = { $who } removed { $count ->
    [one] one execution event
   *[other] { $count } execution events
} by undoing an import
journal-sample-executions = { $who } loaded the execution of the sample firm: { $count }
journal-field-execution-kind = the kind
journal-field-class = the cause of the complaint
journal-field-requested-day = the day asked for
journal-field-promised-day = the promised day
journal-field-done-day = the day it was done
journal-field-ordered = the quantity ordered
journal-field-delivered = the quantity delivered
journal-field-received = the quantity accepted
journal-field-defects = the defective units
journal-field-moved-by = who moved the deadline
journal-field-executions-folder = the folder for execution
journal-field-executions-by = in whose name execution is imported
journal-field-executions-on = the taking of execution

## Files
file-kind-executions = Execution
terminal-executions = execution
import-report-executions = To execution
import-sample-executions = sample execution
help-import-executions = Execution: deliveries, moved deadlines, complaints, quality, services
help-import-executions--file = The file
help-import-executions--dry-run = Say what would happen and change nothing
help-import-executions--corrected = Rows set aside earlier, corrected in a CSV, to be run again
help-import-executions--on-conflict = What holds where the file differs from what people wrote: `ask` sets the row aside, `keep` keeps the book, `replace` takes the file
record-column-execution-kind = Kind of event
record-column-class = Complaint class
record-column-requested-day = Requested on
record-column-promised-day = Promised on
record-column-done-day = Done on
record-column-ordered = Ordered
record-column-delivered = Delivered
record-column-received = Received
record-column-defects = Defects
record-column-moved-by = Moved by
mapping-missing-execution-kind = kind of event
missing-execution-kind = the kind of the event
set-aside-execution-word-unknown = unknown word for the kind of event or for who moved the day
remedy-execution-word-unknown = Write “delivery”, “moved deadline”, “complaint”, “quality” or “service”, and of a moved deadline “we” or “the client”.
set-aside-execution-impossible = something is missing without which the event means nothing, or it does not fit together
remedy-execution-impossible = A moved deadline needs a document, a new day and who moved it; quality needs units looked at and defective ones; a complaint is not resolved before it was made.

help-execution-events = What is recorded of execution one by one
help-execution-events-list = What was recorded, the latest first
help-execution-events-add = Record a delivery, a moved deadline, a complaint, a quality check or a service
help-execution-events-change = Change what was recorded
help-execution-events-withdraw = Withdraw what was recorded by mistake
help-execution-events-reinstate = Put back what was withdrawn
help-execution-events-list--kind = Only `delivery`, `moved`, `complaint`, `quality` or `service`
help-execution-events-list--withdrawn = Those that were withdrawn, too
help-execution-events-list--limit = At most so many
help-execution-events-add--kind = `delivery`, `moved`, `complaint`, `quality` or `service`
help-execution-events-add--day = When it was noted, or a complaint made (by default, today)
help-execution-events-add--document = Number of the order or the document
help-execution-events-add--what = The goods, the service
help-execution-events-add--class = What a complaint is about
help-execution-events-add--requested = The day the client asked for
help-execution-events-add--promised = The day promised; of a moved one, the new day
help-execution-events-add--done = The day it was done; of a complaint, the day it was resolved
help-execution-events-add--ordered = Quantity ordered
help-execution-events-add--delivered = Quantity delivered; of a quality check, the units looked at
help-execution-events-add--received = Quantity the client accepted
help-execution-events-add--defects = Defective units
help-execution-events-add--moved-by = Who moved the day: `us` or `them`
help-execution-events-add--reason = Why; without it a moved day counts as ours
help-execution-events-add--note = More about it
help-execution-events-change--day = When it was noted, or a complaint made (by default, today)
help-execution-events-change--document = Number of the order or the document
help-execution-events-change--what = The goods, the service
help-execution-events-change--class = What a complaint is about
help-execution-events-change--requested = The day the client asked for
help-execution-events-change--promised = The day promised; of a moved one, the new day
help-execution-events-change--done = The day it was done; of a complaint, the day it was resolved
help-execution-events-change--ordered = Quantity ordered
help-execution-events-change--delivered = Quantity delivered; of a quality check, the units looked at
help-execution-events-change--received = Quantity the client accepted
help-execution-events-change--defects = Defective units
help-execution-events-change--moved-by = Who moved the day: `us` or `them`
help-execution-events-change--reason = Why; without it a moved day counts as ours
help-execution-events-change--note = More about it
help-execution-events-change--id = The event
help-execution-events-withdraw--id = The event
help-execution-events-reinstate--id = The event
on-time-title = What is on time
on-time-lead = By this lines are judged on the page of execution and in the terminal, unless somebody asks for something else.
on-time-help = Measured against the first confirmed day. Empty “days early” means any number. A clause of an agreement may have a definition of its own.
execution-early-allowed = Days early that are allowed
journal-setting-on-time = what is on time
field-window-days-invalid = Write a whole number of days from 0 to 365.
invalid-window-days-invalid = { $value } is no whole number of days from 0 to 365.
help-settings-on-time = When a line is on time and in full; with what is given it is changed
help-settings-on-time--late-days = Days after the promised day, or `none`
help-settings-on-time--early-days = Days before it, or `none` for any
help-settings-on-time--short-percent = Per cent of the ordered quantity that may be missing, or `none`
