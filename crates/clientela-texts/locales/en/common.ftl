## The frame of every page
skip-to-content = Skip to the content
nav-main = Main navigation
nav-accounts = Clients
nav-key-accounts = Key clients
nav-concentration = Concentration
nav-imports = Import
nav-settings = Settings
nav-help = Help
nav-group-bond = The bond
nav-group-knowing = Knowing clients
nav-group-prospects = Prospects
nav-group-figures = Figures
nav-group-data = The book
search-label = Search for a client
search-placeholder = Client, person, page …
theme-switch = Light or dark theme
language-switch = Page language: Bulgarian
user-menu = User: { $name }
sign-out = Sign out
rail-sales-to = sales to { $day }
rail-no-sales = no sales yet
sample-banner = Sample firm: the data is invented.
breadcrumbs = Where am I

## Words used everywhere
save = Save
cancel = Cancel
close = Close
undo = Undo
back = Back
next = Next
show = Show
print = Print
export-csv = CSV
export-xlsx = Excel
export = Export
must = required
optional = optional
unknown = unknown
yes = yes
no = no
all = All
clear-filters = Clear the filters
remove-filter = Remove the filter: { $name }
how-do-we-know = How do we know?
table-twin = The same as a table
saved = Saved.
form-has-errors = Check the marked fields.
page-of = Page { $page } of { $pages }
page-previous = Previous
page-next = Next
pages-label = Pages
sort-by = Sort by: { $column }
sorted-ascending = ascending
sorted-descending = descending
net-of-vat = net of VAT
scrolls = { $name }, scrolls

## Counted things
count-rows = { $count ->
    [one] { $count } row
   *[other] { $count } rows
    }
count-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
    }
count-accounts = { $count ->
    [one] { $count } client
   *[other] { $count } clients
    }
count-products = { $count ->
    [one] { $count } product
   *[other] { $count } products
    }
count-documents = { $count ->
    [one] { $count } document
   *[other] { $count } documents
    }
count-columns = { $count ->
    [one] { $count } column
   *[other] { $count } columns
    }
count-answers = { $count ->
    [one] { $count } answer
   *[other] { $count } answers
    }
count-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
    }

## Classes and verdicts
class-a = A
class-b = B
class-c = C
class-none = no class
verdict-key = Key
verdict-undecided = Undecided
verdict-not-key = Not key
proof-proven = proven
proof-stated = stated
proof-unknown = unknown
proof-ruled-out = ruled out
proof-old = proven long ago
threshold = threshold

## Why something is not known
unknown-no-sales = no sales in the period
unknown-nothing-to-divide = nothing to divide by
unknown-fewer-than-three = fewer than three clients in the book
unknown-not-answered = nobody has answered yet
unknown-no-evidence = answered, but without evidence
unknown-no-potential = the potential is not stated
unknown-one-client = only one client
unknown-no-cost = the cost is not known
unknown-cost = the cost of some sales is not known
