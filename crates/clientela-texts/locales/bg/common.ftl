## The frame of every page
skip-to-content = Към съдържанието
nav-main = Основна навигация
nav-accounts = Клиенти
nav-key-accounts = Ключови клиенти
nav-concentration = Концентрация
nav-imports = Внос
nav-settings = Настройки
nav-help = Помощ
nav-group-bond = Взаимност
nav-group-knowing = Клиентите отблизо
nav-group-prospects = Потенциални
nav-group-figures = Числата
nav-group-data = Книгата
search-label = Търсене на клиент
search-placeholder = Клиент, човек, страница …
theme-switch = Светла или тъмна тема
language-switch = Език на страницата: English
user-menu = Потребител: { $name }
sign-out = Изход
rail-sales-to = продажби до { $day }
rail-no-sales = още няма продажби
sample-banner = Примерна фирма: данните са измислени.
breadcrumbs = Къде съм

## Words used everywhere
save = Запази
cancel = Отказ
close = Затвори
undo = Отмени
back = Назад
next = Напред
show = Покажи
print = Печат
export-csv = CSV
export-xlsx = Excel
export = Експорт
must = задължително
optional = по желание
unknown = неизвестно
yes = да
no = не
all = Всички
clear-filters = Изчисти филтрите
remove-filter = Махни филтъра: { $name }
how-do-we-know = Как знаем?
table-twin = Същото като таблица
saved = Запазено.
form-has-errors = Проверете отбелязаните полета.
page-of = Страница { $page } от { $pages }
page-previous = Предишна
page-next = Следваща
pages-label = Страници
sort-by = Подреди по: { $column }
sorted-ascending = възходящо
sorted-descending = низходящо
net-of-vat = без ДДС
scrolls = { $name }, превърта се

## Counted things
count-rows = { $count ->
    [one] { $count } ред
   *[other] { $count } реда
    }
count-lines = { $count ->
    [one] { $count } ред
   *[other] { $count } реда
    }
count-accounts = { $count ->
    [one] { $count } клиент
   *[other] { $count } клиенти
    }
count-products = { $count ->
    [one] { $count } продукт
   *[other] { $count } продукта
    }
count-documents = { $count ->
    [one] { $count } документ
   *[other] { $count } документа
    }
count-columns = { $count ->
    [one] { $count } колона
   *[other] { $count } колони
    }
count-answers = { $count ->
    [one] { $count } отговор
   *[other] { $count } отговора
    }
count-months = { $count ->
    [one] { $count } месец
   *[other] { $count } месеца
    }

## Classes and verdicts
class-a = А
class-b = Б
class-c = В
class-none = без клас
verdict-key = Ключов
verdict-undecided = Неясно
verdict-not-key = Не е ключов
proof-proven = доказано
proof-stated = твърдяно
proof-unknown = неизвестно
proof-ruled-out = изключено
proof-old = доказано отдавна
threshold = праг

## Why something is not known
unknown-no-sales = няма продажби за периода
unknown-nothing-to-divide = няма на какво да се раздели
unknown-fewer-than-three = под три клиента в книгата
unknown-not-answered = никой още не е отговорил
unknown-no-evidence = има отговор, но без доказателство
unknown-no-potential = възможният обем не е посочен
unknown-one-client = само един клиент
unknown-no-cost = себестойността не е известна
unknown-cost = себестойността на част от продажбите не е известна
