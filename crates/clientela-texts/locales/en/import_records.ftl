## Why a row of a file of clients, people or interactions was set aside, and what to do about it
set-aside-name-missing = no name
remedy-name-missing = Enter the name.
set-aside-summary-missing = nothing says what happened
remedy-summary-missing = Enter in a few words what happened.
set-aside-account-missing = neither a client nor a person is named
remedy-account-missing = Enter the client or the person it was with.
set-aside-registration-number-wrong = the registration number is wrong: its check digit does not fit
remedy-registration-number-wrong = Check the number in the register. For a foreign firm enter its country as well.
set-aside-registration-number-personal = a personal number stands in the place of a registration number
remedy-registration-number-personal = Delete the personal number, and enter the firm's registration number if it has one.
set-aside-vat-number-wrong = the VAT number is wrong
remedy-vat-number-wrong = Check the number, or empty the cell.
set-aside-email-invalid = this is not an e-mail address
remedy-email-invalid = Write it like name@firm.com, or empty the cell.
set-aside-phone-invalid = this is not a telephone number
remedy-phone-invalid = Write the number in digits, or empty the cell.
set-aside-website-invalid = this is not a web address
remedy-website-invalid = Write it like firm.com, or empty the cell.
set-aside-country-unknown = unknown country
remedy-country-unknown = Write its code of two letters, for example BG, RO or DE.
set-aside-sector-unknown = unknown sector
remedy-sector-unknown = Write: retail chain, specialised store, finance, bank, services or other.
set-aside-origin-unknown = unknown way in which the client came
remedy-origin-unknown = Write: won, inherited, introduced, former employee or foreign.
set-aside-channel-unknown = unknown kind of contact
remedy-channel-unknown = Write: call, visit, email, meeting, fair, seminar, message or observation.
set-aside-direction-unknown = unknown direction
remedy-direction-unknown = Write incoming or outgoing, or empty the cell.
set-aside-consent-unknown = unclear consent
remedy-consent-unknown = Write: given, refused, withdrawn or unknown.
set-aside-basis-unknown = unknown lawful basis
remedy-basis-unknown = Write: consent, contract, legitimate interest or legal obligation.
set-aside-mood-unknown = unknown mood
remedy-mood-unknown = Write a number from -2 to 2, or a word: bad, neutral, good.
set-aside-asked-unknown = unclear whether they were asked for names
remedy-asked-unknown = Write yes or no, or leave the cell empty.
set-aside-language-invalid = unknown language
remedy-language-invalid = Write codes of two letters between commas, for example bg, en.
set-aside-whole-number-invalid = this is not a whole number within its bounds
remedy-whole-number-invalid = Write a whole number above zero.
set-aside-day-in-future = the day has not come yet
remedy-day-in-future = Check the date. What is still to happen is a next step.
set-aside-days-reversed = the last day lies before the first
remedy-days-reversed = Swap the days, or correct one of them.
set-aside-text-too-long = the text is too long for its field
remedy-text-too-long = Shorten it.
set-aside-too-many = too many values in the cell
remedy-too-many = Leave the most important ones.
set-aside-code-invalid = this cannot be a code
remedy-code-invalid = Write the code as the other program has it, or empty the cell.
set-aside-colleague-unknown = there is not exactly one user of this name or e-mail
remedy-colleague-unknown = Write the e-mail with which the colleague signs in, or empty the cell.
set-aside-account-unknown = there is no client of this code or name
remedy-account-unknown = Import the clients first, correct the name, or empty the cell.
set-aside-account-ambiguous = several clients have this name
remedy-account-ambiguous = Write the client's code instead of the name.
set-aside-person-unknown = there is no such person at this client
remedy-person-unknown = Import the people first, correct the name, or empty the cell.
set-aside-person-ambiguous = several people fit this name
remedy-person-ambiguous = Write the person's e-mail instead of the name.
set-aside-group-circle = the client would stand above itself
remedy-group-circle = Correct the organisation above it.
set-aside-record-ambiguous = several records of the book fit
remedy-record-ambiguous = Enter what tells them apart: a code, a registration number, a VAT number or an e-mail.
set-aside-record-contradicts = the keys of the row belong to different records
remedy-record-contradicts = Check the code, the numbers and the e-mail: one of them belongs to another record.
set-aside-record-differs = people wrote something else into the book
remedy-record-differs = Choose for the whole file whether the book or the file counts, or enter here what is right.
set-aside-record-repeated = the same record stands in an earlier row with another value
remedy-record-repeated = Leave the right value in both rows.
set-aside-record-out-of-sight = the record belongs to a client you do not see
remedy-record-out-of-sight = Ask whoever answers for it, or the commercial director, to import it.
set-aside-record-in-trash = the record is in the trash
remedy-record-in-trash = Restore it from the trash and run the row again, or remove it for good.

## Columns of such files
record-column-code = Code
record-column-name = Client's name
record-column-legal-name = Legal name
record-column-legal-form = Legal form
record-column-registration-number = Registration number
record-column-vat-number = VAT number
record-column-parent = Parent organisation
record-column-sector = Sector
record-column-city = City
record-column-address = Address
record-column-country = Country
record-column-phone = Phone
record-column-mobile = Mobile phone
record-column-email = E-mail
record-column-website = Website
record-column-owner = Owner
record-column-substitute = Substitute
record-column-tags = Tags
record-column-origin = How it came
record-column-origin-note = Note on the origin
record-column-acquired-on = Client since
record-column-rhythm-days = Rhythm of contacts, days
record-column-full-name = Full name
record-column-given-name = Given name
record-column-family-name = Family name
record-column-honorific = Form of address
record-column-account = Client (code or name)
record-column-title = Position
record-column-unit = Department
record-column-first-day = There since
record-column-last-day = There until
record-column-languages = Languages
record-column-consent = Consent
record-column-consent-day = Day of consent
record-column-lawful-basis = Lawful basis
record-column-retain-until = Kept until
record-column-birthday = Birthday
record-column-day = Day
record-column-person = People
record-column-channel = Kind of contact
record-column-direction = Direction
record-column-duration-minutes = Minutes
record-column-summary = Summary
record-column-mood = Mood
record-column-asked = Asked for names
record-column-note = Note

## What a file of records must have: mapping-missing for the terminal, missing for the pages
mapping-missing-name = the client's name
mapping-missing-person-name = the person's name
mapping-missing-day = the day
mapping-missing-account-or-person = a client or a person
mapping-missing-summary = what happened
missing-name = the client's name
missing-person-name = the person's name
missing-day = the day
missing-account-or-person = the client or the person
missing-summary = what happened

## Kinds of files
file-kind-sales = Sales
file-kind-accounts = Clients
file-kind-people = People
file-kind-interactions = Contacts

## The terminal
terminal-people = people
terminal-interactions = contacts
journal-records-imported = { $who } finished { $what }: { $count ->
    [one] one row imported
   *[other] { $count } rows imported
}
journal-people-created = { $who } added { $count ->
    [one] one person
   *[other] { $count } people
} in an import
journal-interactions-created = { $who } added { $count ->
    [one] one contact
   *[other] { $count } contacts
} in an import
journal-interactions-removed = { $who } removed { $count ->
    [one] one contact
   *[other] { $count } contacts
} in undoing an import

## The wizard
import-kind = What the file holds
import-sample = Sample file
import-sample-order = The samples tell of the same clients: import them in the order in which they stand here.
import-sample-sales = sample sales
import-sample-accounts = sample clients
import-sample-people = sample people
import-sample-interactions = sample interactions
import-sample-obligations = sample promises
import-needs-sales = A document number and a date, the client's code or name, an amount net of VAT or quantity and price. Also useful: product and group, sales representative, cost, promised and actual day of delivery.
import-needs-accounts = A name. Also useful: code, registration number, VAT number, city, owner, sector, parent organisation.
import-needs-people = A name. Also useful: client, position, e-mail, phone, lawful basis. A file of cards (vCard) will do as well.
import-needs-interactions = A day, a client or a person, what happened. Also useful: kind of contact, people, minutes, colleague.
import-needs-problems = A client and what hurts it. Also useful: its effect and cost, who says so, our solution, its state and value.
import-needs-survey-answers = A client, a day and a mark: recommending (0–10), satisfaction (1–5) or ease (1–7). Also useful: who answered, whether they decide, a comment.
import-needs-obligations = A client, who owes, what and since when. Also useful: until when, kind, state and its day, the person.
import-needs-people-map = A client and a person or a position. Also useful: role, attitude, influence, veto, to whom they report, ties.
import-needs-gifts = A client, given or received, what and when. Also useful: the value, who gives and who receives, whether an official.
import-needs-agreements = A client and the number of the agreement. Also useful: from when until when, notice, and a row for each clause with metric, target and tolerance.
import-needs-executions = A client, what kind of event and when. Also useful: the document, promised and done day, ordered and delivered, defects, whether the client moved the day and why.
import-needs-support = A client, who supports whom, by what, what it consists of and when. Also useful: name or logo, until when, value.
import-on-difference = When the book says otherwise
import-on-difference-ask = the row is set aside
import-on-difference-keep = the book is kept
import-on-difference-replace = the file counts
import-campaign = Came through
import-campaign-none = as the file says
import-report-people = To the people
import-report-interactions = To the contacts
import-undo-records-text = What it made goes, what it changed is what it was. Whatever people changed or added since stays. The file is kept and can be imported again.
import-aside = About the file

## Cards of people (vCard): what was not taken over, and what to do about it
vcard-no-cards = There are no cards in the file.
vcard-too-many-cards = There are more cards than one import takes.
vcard-no-end = A card without an end was not taken over.
vcard-too-large = A card with more text than a card has was not taken over.
vcard-no-name = A card without a name was not taken over.
vcard-unknown-version = Some cards are of an unknown version and were read as 3.0.
vcard-outside-card = Lines outside of the cards were not taken over.
vcard-no-colon = Lines without a colon between field and value were not taken over.
vcard-second-value = Some fields stand twice in one card; the first value was taken.
vcard-not-imported = Pictures, keys and other fields the book has no place for were not taken over.
vcard-unknown-charset = Lines in an unknown character set were not taken over.
vcard-guessed-charset = Some lines are not in UTF-8 and name no character set; they were read as Windows-1251.
vcard-broken-quoted-printable = Some characters are encoded wrongly and were left as written.
vcard-unknown-encoding = Text written as binary data was not taken over.
vcard-remedy-choose-vcf = Choose a file of cards (.vcf).
vcard-remedy-split-file = Split the file.
vcard-remedy-export-again = Export the cards again.
vcard-remedy-add-name = Add the name and export the card again.
vcard-remedy-export-as-utf-8 = Export the cards as vCard 3.0 or 4.0 in UTF-8.
vcard-remedy-check-letters = Check that the letters are right.
vcard-remedy-keep-by-hand = If they are needed, enter them by hand.
set-aside-card-unfinished = the card has no end
remedy-card-unfinished = Export the cards again.
set-aside-card-too-large = the card holds more text than a card has
remedy-card-too-large = Export the card without attached data.

## The watched folder, cards
terminal-watch-nothing = There is no file to import in the folder
terminal-watch-done = Imported { $file } ({ $detail } rows); moved to done
terminal-watch-failed = { $file } was not imported and was moved to failed: { $detail }
usage-file-kind = there is no kind of file `{ $value }`; use `sales`, `accounts`, `people` or `interactions`
usage-no-folder = there is no folder `{ $value }`
usage-vcard = there is no version `{ $value }`; use 3 or 4
export-cards = Cards
export-card = Card

## Everything as a workbook
export-all-title = Everything in one workbook
export-all-lead = The clients, people, contacts, notes, next steps, answers and potentials you see, a sheet for each. Private notes of others are not exported.
export-sheet-notes = Notes
export-sheet-next-steps = Next steps
export-sheet-answers = Answers
export-sheet-potentials = Potentials
export-sheet-sales = Sales lines
export-sales-too-many = More than { $max } lines: take them as a CSV, under Settings or by "clientela export --sales FILE.csv".
export-sales = Sales lines as CSV
export-sales-lead = Every sales line of the clients you see, in the form in which it can be imported again.
export-column-due = Due
export-column-what = What
export-column-criterion = Criterion
export-column-answer = Answer
export-column-evidence = Evidence
export-column-author = Who says so
export-column-low = At least
export-column-likely = Most likely
export-column-high = At most
export-column-source = Source
terminal-exported = Exported to { $path }
usage-file-there = the file `{ $value }` is there already; name another
