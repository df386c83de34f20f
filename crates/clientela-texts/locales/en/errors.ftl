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
problem-stale = Somebody else changed it meanwhile
problem-not-now = Not possible in the present state
problem-file-refused = The file is refused as a whole; nothing of it is in the book
problem-stopped = Stopped; nothing of the file is in the book
problem-throttled = Too many attempts
problem-internal = Something went wrong on our side; nothing was saved by half
problem-scope-missing = This key does not open that; make one with the scope named
problem-key-refused = Send a key that holds: Authorization: Bearer clt_…
problem-key-reused = This idempotency key was used for another request
field-value-invalid = The value cannot be accepted.
