## Lists of people
nav-people = People
people-headline = { $count ->
    [one] { $count } person
   *[other] { $count } people
    } at the clients
people-headline-own = People at your clients
people-name = Name
people-contact = Contact
people-search-label = Search for a person
people-sort = Order
people-sort-name = by name
people-sort-family = by family name
people-sort-created = by when they were entered
people-places = Places
places-present = present
places-former = former
places-all = present and former
people-place = Place
people-without-place = Only people without a place at a client
people-language = Language
people-none-match = Nobody matches this filter. Remove a condition or search by the beginning of the name.
people-empty-title = No people yet
people-empty-text = A key client is held by people. Write down who decides, who buys and who can stop a deal, with their title and a way to reach them.
people-more-places = { $count ->
    [one] and one more place
   *[other] and { $count } more places
    }
page-first = From the start
more-filters = More filters
export-csv-plain = CSV for programs
edit = Edit

## Filters on clients
relation-owner = Owner
relation-sector = Sector
relation-tag = Tag
relation-group = Group
relation-origin = How it came
relation-next-step = Next step
relation-without-next-step = Without a next step
relation-none = none
owner-me = me
owner-none = nobody
accounts-sentence-relation = , { $name }: { $value }

## One person
person-new = New person
person-add = Add a person
person-edit = Data of the person
person-sample = from the sample firm
person-erased = Erased person
person-erased-help = The personal data was erased on request or when its time was over. Only the trace stays that there was such a record.
person-erased-done = The personal data is erased.
person-deleted = The person is in the trash.
person-reach = Contact
person-reach-none = Nobody knows how to reach this person.
person-places = Places
person-places-former = Before
person-places-none = No place at a client.
person-data = Data
person-rights = Rights of the person
person-export = What we hold about this person
person-export-lead = Everything the book holds about the person, except the private notes of others. Give it to them when they ask.
person-erase = Erase the personal data
person-erase-help = Name, contacts, titles, notes about the person and what the journal says of them disappear for good. Talks with the client stay, without the name.
person-erase-sure = I understand that this cannot be undone
person-delete = Move to the trash
person-section-who = Who they are
person-section-place = Where they work
person-section-basis = Basis and notes
person-field-given-name = Given name
person-field-family-name = Family name
person-field-honorific = Form of address
person-field-honorific-help = For example Dr.
person-field-languages = Languages
person-field-languages-help = Two letters each, for example bg, en.
person-field-consent = Consent
person-field-consent-day = Day of the consent
person-field-lawful-basis = Lawful basis
person-field-retain-until = Keep until
person-field-retain-until-help = After this day the person joins the list of those to be erased.
person-field-birthday = Birthday
person-field-birthday-help = Day and month are enough: `26.11`. The morning list reminds of it only with consent, or where we keep the data on our legitimate interest.
person-field-note = Note
person-field-codes = Numbers in other systems
person-field-codes-help = One a line, for example erp: 00017.
consent-unknown = not asked
consent-given = given
consent-refused = refused
consent-withdrawn = withdrawn
basis-unknown = not stated
basis-consent = consent
basis-contract = contract
basis-legitimate-interest = legitimate interest
basis-legal-obligation = legal obligation
contact-kind = Kind
contact-value = Number or address
contact-label = What for
contact-preferred = preferred
contact-help = Empty lines are not saved. Telephone numbers are kept in their international form where it can be known.
contact-phone = Telephone
contact-mobile = Mobile
contact-email = E-mail
contact-website = Web page
contact-address = Address
contact-messenger = Messenger

## A person's place at a client
place-new = New place
place-edit = Place at { $account }
place-move = Leaves { $account }
place-move-lead = The old place stays as a former one and ends the day the new one begins.
place-move-on = Moves elsewhere
place-end = Not there any more
place-former = former
place-remove = Remove the place
place-remove-help = Only when it was written by mistake. Whoever has left stays as a former one.
place-account = Client
place-account-help = Name, code or number of a client in the book.
place-title = Title
place-unit = Department
place-first-day = From
place-first-day-help = A day, a month or only a year.
place-last-day = Until
place-last-day-help = Empty while they are there.
place-time = Time
place-since = since { $day }
place-until = until { $day }

## People and data on a client's page
account-people = People
account-people-none = We know nobody here yet. With fewer than three live contacts the bond hangs by a thread.
account-people-lead = { $people ->
    [one] One person
   *[other] { $people } people
    } known, in { $units ->
    [0] an unknown department
    [one] one department
   *[other] { $units } departments
    }.
account-people-former = { $count ->
    [one] One former
   *[other] { $count } former
    }
account-people-all = Everybody here, with filters
account-group = Group
account-group-this = this client
account-group-switch = Whose figures
account-group-own = The client alone
account-group-whole = The whole group
account-group-members = Clients of the group
account-group-summed = The sales are those of the group ‘{ $name }’: { $clients } together. The verdict is the client’s own.
account-new = New client
account-add = Add a client
account-edit = Data of the client
account-delete = Move to the trash
account-delete-help = It stays in the trash for 30 days and can come back with everything that belongs to it.
account-deleted = The client is in the trash.
account-section-who = Who it is
account-section-where = Where it is
account-section-ours = With us
account-section-origin = How it came
account-field-name = Name
account-field-legal-name = Registered name
account-field-legal-name-help = Only when it differs. The legal form is taken from the name.
account-field-legal-form = Legal form
account-field-country = Country
account-field-country-help = Two letters, for example BG, RO, DE.
account-field-registration-number = Registration number
account-field-registration-number-help = For a foreign firm state the country first: then any number is taken.
account-field-vat-number = VAT number
account-field-sector = Sector
account-field-city = City
account-field-address = Address
account-field-phone = Telephone
account-field-email = E-mail
account-field-website = Web page
account-field-owner = Owner
account-field-substitute = Substitute
account-field-rhythm-days = Contact rhythm, days
account-field-rhythm-days-help = At most so many days between contacts. Empty: as for the sector.
account-field-parent = Parent company
account-field-parent-help = Name, code or number of a client in the book. Empty: none.
account-field-tags = Tags
account-field-tags-help = With commas between them.
account-field-codes = Numbers in other systems
account-field-codes-help = One a line, for example crm: 4711. Codes from the sales are kept apart.
account-field-origin = How it came
account-field-acquired-on = Client since
account-field-acquired-on-help = A day, a month or only a year.
account-field-origin-note = More about it
account-field-note = Note
rhythm-own = { $count ->
    [one] every day
   *[other] every { $count } days
    }
rhythm-of-sector = { $count ->
    [one] every day
   *[other] every { $count } days
    }, as for the sector
origin-won = won
origin-inherited = inherited
origin-introduced = introduced
origin-former-employee = through a former employee
origin-foreign = foreign
legal-form-eood = EOOD
legal-form-ood = OOD
legal-form-ead = EAD
legal-form-ad = AD
legal-form-adsits = ADSITS
legal-form-kda = KDA
legal-form-kd = KD
legal-form-sd = SD
legal-form-et = ET
legal-form-dzzd = DZZD
legal-form-dpk = DPK
legal-form-edpk = EDPK
legal-form-kooperatsia = cooperative

## How long we keep people's data
retention-title = Retention
retention-lead = People about whose data it is time to decide: erase it, or state until when and why it is kept.
retention-rule = { $count ->
    [one] The firm’s rule: one month after the last contact.
   *[other] The firm’s rule: { $count } months after the last contact.
    }
retention-no-rule = The firm has no rule, so here are only people whose own day has passed.
retention-months = Months after the last contact
retention-none = Nobody’s time is over.
retention-contact = Last contact
retention-since = In the book since

## What is held about a person
held-person = number of the record
held-name = full name
held-given-name = given name
held-family-name = family name
held-honorific = form of address
held-languages = languages
held-note = note
held-consent = consent
held-consent-day = day of the consent
held-lawful-basis = lawful basis
held-retain-until = keep until
held-birthday = birthday
held-contacts = contact
held-contact = number of the contact
held-kind = kind
held-value = value
held-label = what for
held-preferred = preferred
held-affiliations = place
held-affiliation = number of the place
held-account = number of the client
held-account-name = client
held-title = title
held-unit = department
held-first-day = from
held-last-day = until
held-former = former
held-version = version
held-codes = number in another system
held-system = system
held-code = number
held-sample = from the sample firm
held-erased = erased
held-interactions = interaction
held-interaction = number of the interaction
held-day = day
held-summary = said
held-notes = note about the person
held-text = text
held-written-at = written at
held-next-steps = next steps
held-attachments = files
held-aliases = other names
held-journal = change
held-at = when
held-action = action
held-entity = record
held-before = before
held-after = after

## What is wrong with a field
field-too-many = Too many at once.
field-registration-number-wrong = The check digit does not fit. Check the number; for a foreign firm state the country.
field-registration-number-personal = This is a personal number, which is not kept. Enter the registration number or leave it empty.
field-vat-number-wrong = This is no VAT number. Write it with the code of the country, for example BG175074752.
field-phone-invalid = This is no telephone number.
field-website-invalid = This is no address of a web page.
field-country-invalid = A country is two letters, for example BG.
field-language-invalid = Languages are two letters each, for example bg, en.
field-code-invalid = Write system, colon and number, for example erp: 00017.
field-code-taken = Another record has this number already.
field-sector-unknown = Choose a sector of the list.
field-origin-unknown = Choose one of those offered.
field-user-unknown = There is no such colleague, or more than one of this name.
field-account-unknown = There is no such client, or more than one of this name. Write its code.
field-group-circle = The client would stand above itself.
field-days-invalid = Write a whole number of days from 1 to 3650.
field-days-reversed = The end is before the beginning.
field-months-invalid = Write a whole number of months from 1 to 600.
