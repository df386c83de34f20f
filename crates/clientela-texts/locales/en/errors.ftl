## Pages that say what went wrong, why, and what to do
error-not-found-title = There is no such page
error-not-found-text = The address is wrong, or the record no longer exists. You may also lack the right to see it.
error-not-found-way-on = To the clients
error-forbidden-title = You may not do this
error-forbidden-text = Ask your firm's administrator for the right, or to do it for you.
error-form-expired-title = The form has expired
error-form-expired-text = The page was open too long, or you have signed in again. Go back, reload and send it again. Nothing was saved.
error-conflict-title = Somebody else changed the record meanwhile
error-conflict-text = Your change was not saved, so that theirs is not lost. Open the record again, compare and save once more.
error-conflict-way-on = Open the record again
error-invalid-title = The request cannot be carried out
error-invalid-text = Something in it is missing or cannot be understood. Go back and check.
error-too-large-title = The file is too large
error-too-large-text = At most { $limit }. Split it, or import it from the command line with clientela import sales.
error-too-many-title = Too many attempts
error-too-many-text = Wait { $seconds ->
    [one] one second
   *[other] { $seconds } seconds
    } and try again.
error-unavailable-title = The server is busy
error-unavailable-text = Try again in a moment. Nothing is lost.
error-internal-title = Something went wrong on our side
error-internal-text = Nothing was saved by half. Try again; if it happens again, give your administrator the request number: { $request }.
error-assets-missing = The pages lack their look: styles and scripts have not been built. Run cargo xtask start.

## Messages at fields
field-required = Fill this in.
field-number-invalid = This is not a number. Write for example 1,234.50.
field-day-invalid = This is not a day of the calendar. Write for example 24.11.2026.
field-email-invalid = This does not look like an e-mail address.
field-password-short = At least 12 characters. A few words in a row are easiest to remember.
field-password-long = At most 256 characters.
field-too-long = At most { $limit } characters.
field-order-invalid = The low value must be the smallest and the high one the largest.
field-currency-invalid = Write a code of three letters, for example EUR.
field-choice-invalid = Choose one of those offered.
field-too-long-short = The text is too long.
field-email-taken = Somebody already has this e-mail.

## Problems of the API
problem-not-found = There is no such record, or this key may not see it
problem-forbidden = This key's user may not do this
problem-invalid = A parameter cannot be understood
problem-similar-exists = The book has a similar record
problem-cursor-invalid = This does not go on with this list: take `next` of the page before, or begin anew
problem-parameter-unknown = There is no such parameter
problem-parameters-known = Known are: { $known }.
problem-parameters-none = This operation has no parameters.
problem-stale = Somebody else changed it meanwhile
problem-not-now = Not possible in the present state
problem-file-refused = The file is refused as a whole; nothing of it is in the book
problem-stopped = Stopped; nothing of the file is in the book
problem-throttled = Too many attempts
problem-internal = Something went wrong on our side; nothing was saved by half
problem-scope-missing = This key does not open that; make one with the scope named
problem-key-refused = Send a key that holds: Authorization: Bearer clt_…
problem-key-reused = This idempotency key was used for another request
problem-method-unknown = This address does not know the method; the header Allow names those it does
problem-body-unreadable = The body is not JSON that can be read
problem-body-not-json = Send the body as JSON: Content-Type: application/json
problem-body-too-large = The body is larger than the server takes
problem-body-does-not-fit = The body lacks something, or has what is not known here
problem-query-unreadable = A parameter of the address cannot be read
field-link-invalid = A link begins with https:// or http://.
field-day-in-future = That day has not come yet.
field-file-empty = The file is empty.
field-file-too-large = The file is too large: at most 25 MB.
field-value-invalid = The value cannot be accepted.

## What is wrong with a value, and how to write it
invalid-required = { $field ->
    [of] Say for whom; on the command line with `--by EMAIL`.
   *[other] Fill in { $field }.
}
invalid-too-long = { $field } is too long; shorten it.
invalid-too-large = The file is larger than the server takes. Split it, or import it from the command line.
invalid-volume-is-computed = Volume is computed from the sales and the potential; answer one of the other four criteria, or state a potential.
invalid-match-ambiguous = Several records in the book have ‘{ $value }’; merge them first, or find the one meant by another key.
invalid-column-unknown = The file has no column ‘{ $value }’.
invalid-currency-invalid = ‘{ $value }’ is not a currency; write a code of three letters, for example EUR.
invalid-rate-invalid = ‘{ $value }’ is not a rate; write a number above zero with at most eight decimals.
invalid-criterion-unknown = There is no criterion ‘{ $value }’.
invalid-link-invalid = ‘{ $value }’ is not a link; it begins with https:// or http://.
invalid-day-in-future = { $value } has not come yet; give the day on which it was true.
invalid-potential-order = The low value must be the smallest and the high one the largest, and none below zero: { $value }.
invalid-sign-in-failed = The e-mail or the password is wrong.
invalid-email-invalid = ‘{ $value }’ does not look like an e-mail address; write it as name@firm.bg.
invalid-email-taken = Somebody already has the e-mail ‘{ $value }’; take another.
invalid-password-too-short = The password is too short: at least 10 characters. A few words in a row are easiest to remember.
invalid-password-too-long = The password is too long: at most 256 characters.
invalid-row-not-set-aside = Row { $value } is not among the rows set aside; download their list again.
invalid-scope-unknown = There is no scope ‘{ $value }’; choose read, write or import.
invalid-profile-unknown = There is no profile ‘{ $value }’; choose equal, sales or purchasing.
invalid-file-empty = The file ‘{ $value }’ is empty; choose another.
invalid-backup-none = ‘{ $value }’ is no whole backup: it was cut short or is something else.
invalid-backup-damaged = The file ‘{ $value }’ of the backup is damaged.
invalid-backup-missing = The file ‘{ $value }’ of the backup is missing.
invalid-backup-foreign = ‘{ $value }’ does not belong to the backup.
invalid-backup-format = The backup has the format ‘{ $value }’, which this version does not know; use the newer version.
invalid-target-not-empty = Something lies at ‘{ $value }’ already; name an empty place.
invalid-target-inside-book = ‘{ $value }’ lies inside the book; a backup belongs outside, best on another disk.
invalid-file-too-large = The file ‘{ $value }’ is too large: at most 25 MB.
invalid-no-rate = There is no rate to { $value }; set it with `clientela settings rate { $value } RATE` or in the settings.
invalid-at-field = { $field }: { $why }
invalid-other = ‘{ $value }’ cannot be taken as { $field } ({ $code }).

## Why something is not possible in the present state, and when it will be
not-now-import-running = Another import is running in this book; try again when it has ended.
not-now-backup-running = Another backup of this book is being written; try again when it has ended.
not-now-not-restorable = This change has no old value that could be set back.
not-now-old-value-taken = The old value cannot be set back: another record has taken it meanwhile. Change it there and try again.
not-now-last-administrator = This is the last administrator. Make another one first.
not-now-import-not-running = This import does not run, so there is nothing to stop.
not-now-import-not-done = This import does not count at the moment, so there is nothing to take back.
not-now-import-begun = This import has begun already; look it up in the history of imports.
not-now-no-administrator-yet = Nobody can sign in yet; add an administrator with `clientela user add`.
not-now-book-not-empty = The sample firm opens only in an empty book; open it in another folder.
not-now-no-sample = There is no sample firm in this book, so there is nothing to remove.
not-now-other = Not possible in the present state ({ $code }).

## What is wrong with the value of an option or a map file
option-map-unreadable = The map file cannot be read: { $value }. It needs a part [columns] with lines such as net_amount = "Total".
option-no-column = ‘{ $value }’ is not a column of a sales line; the help lists them.
option-header-not-text = The header of ‘{ $value }’ must be text in quotes.
option-no-decimal-mark = ‘{ $value }’ is not a decimal mark; choose comma or dot.
option-no-date-order = ‘{ $value }’ is not an order of days; choose dmy, mdy or ymd.
option-no-percentage = ‘{ $value }’ is not a percentage; write for example 20.
option-no-currency = ‘{ $value }’ is not a currency; write a code of three letters, for example EUR.
option-no-campaign = ‘{ $value }’ is no campaign of the book; its page in the browser ends with the id, and `clientela prospects campaigns list` tells it.
option-campaign-of-prospects-alone = A campaign goes with a file of prospects only; take ‘{ $value }’ away or bring prospects.
option-no-list = The list must keep its first columns: sheet, line, column, value, reason, remedy. It has: { $value }.

## What happened, people of the firm and key account managers
not-now-step-is-closed = The step is closed already.
not-now-step-is-open = The step is open already.
not-now-open-stays-open = The record is open to others and cannot become private.
not-now-no-manager-profiles = Nobody is described as a manager; describe one with `clientela kam profile`.
not-now-handover-running = This client is being handed over already.
not-now-handover-to-owner = The client is theirs already.
not-now-handover-open-items = Some lines of the checklist are still open.
invalid-condition-out-of-range = “{ $value }”: an answer lies between 0 and 1, the smaller first.
invalid-condition-of-clients = “{ $value }” is asked about a single client.
invalid-hours-out-of-range = “{ $value }”: hours are zero or more, the smaller first.
invalid-activity-unknown = There is no activity “{ $value }”.
invalid-skill-unknown = There is no skill “{ $value }”; write `negotiation`, `problem_solving`, `analysis`, `seniority`, `language:de` or `industry:bank`.
invalid-level-out-of-range = Level { $value } is not between 0 and 5.
invalid-duty-seen-by-book = The book sees this itself; record the fact.
invalid-mood-invalid = ‘{ $value }’ is no mood; give a whole number from -2 to 2.
invalid-duration-invalid = ‘{ $value }’ is no duration; give whole minutes, from 0 to 1440.
invalid-file-name-missing = The file has no name; give it one.
invalid-too-many-files = There are too many files here already; remove one first.
invalid-private-needs-author = Only somebody who is signed in can keep a private record; act as a user.
invalid-permission-not-grantable = ‘{ $value }’ is not a permission that can be given to a role.
invalid-rhythm-out-of-range = ‘{ $value }’ is no rhythm; give whole days, from 1 to 3650.
option-permission-not-grantable = ‘{ $value }’ is not a permission that can be given to a role.
option-rhythm-out-of-range = ‘{ $value }’ is no rhythm; give whole days, from 1 to 3650.
not-now-state-changed = Somebody changed its state meanwhile; look again and decide.
field-merge-same = This is one and the same record.
field-merge-undone = This merge has been undone already.
field-merge-too-old = The merge is more than 30 days old and cannot be undone any more.
field-merge-gone = The merge cannot be undone: the other record is gone, or was merged into a third one. Undo the later merge first.
not-now-scan-running = The book is being looked through already. Wait for the end and try again.
field-stage-above-cap = This stage is above the cap.
invalid-stage-above-cap = The stage “{ $value }” is above the cap; change the cap or choose a lower stage.
field-stage-reason-missing = The facts speak for something else; write why.
invalid-stage-reason-missing = The facts speak for something else: write why you choose this.
