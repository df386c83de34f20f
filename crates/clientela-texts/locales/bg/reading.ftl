## Списъкът за четене: думите на правилата
publication-kind-newspaper = вестник
publication-kind-magazine = списание
publication-kind-directory = указател
publication-kind-register = регистър
publication-kind-site = сайт
input-last-read = последно прочетено
input-on-reading-list = в списъка, още нечетено
input-reading-rhythm-days = дни между две четения

## Дневникът и отказите
journal-kind-publication = изданието
journal-filter-publication = Издания
journal-read-publication = { $who } прочете { $what }
journal-reading-taken-back-publication = { $who } отмени последното четене на { $what }
journal-field-publication = изданието
journal-field-publication-kind = вида
journal-field-looks-for = какво търсим
journal-field-reading-rhythm-days = дните между две четения
journal-field-reader = кой го чете
journal-field-reading-stopped = вече не се чете
journal-field-names = намереното
field-source-not-read = Издание има само при указател и при печат.
invalid-source-not-read = Издание има само при указател и при печат, а не при „{ $value }“.
field-publication-unknown = Няма точно едно издание с това име.
invalid-publication-unknown = Няма точно едно издание „{ $value }“. Дайте номера му.
field-reading-days-invalid = Дайте цял брой дни, от 1 до 366.
invalid-reading-days-invalid = „{ $value }“ не е брой дни от 1 до 366.

## Страниците
reading-title = Списък за четене
reading-lead = Вестници, списания, указатели, регистри и сайтове, в които намираме потенциални клиенти: какво да се прочете днес, от кого и какво е донесло всяко.
reading-none = В този списък няма нищо.
reading-show = Покажи
reading-show-current = Каквото четем
reading-show-mine = Каквото чета аз
reading-show-due = За днес
reading-show-all = И каквото вече не се чете
reading-sort-due = Първо за днес
reading-sort-name = Име
reading-sort-brought = Каквото е донесло най-много
reading-next = Следващо четене
reading-last = Последно четене
reading-never = Още не е четено
reading-due = за четене
reading-due-yes = да
reading-due-no = не
reading-late = { $count ->
    [one] един работен ден закъснение
   *[other] { $count } работни дни закъснение
}
reading-anybody = който и да е
reading-why = Защо тогава?
reading-names = Намерени редове
reading-prospects = Потенциални клиенти
reading-qualified = Квалифицирани
reading-chance = вероятност { $chance }
reading-won = Станали клиенти
reading-chance-qualify = Част квалифицирани (от – до)
reading-chance-win = Част станали клиенти (от – до)
reading-read = Прочетено днес
reading-lines = Какво намерихте
reading-lines-help = По един ред за всяко; започнете с името на фирмата. Всеки ред чака при наблюденията. Оставете празно, ако не сте намерили нищо.
reading-day = Кога
reading-day-help = Днес, ако е празно.
reading-found = Още нещо
reading-readings = Четения
reading-told = { $day }: { $count ->
    [0] нищо намерено
    [one] един ред
   *[other] { $count } реда
}
reading-written = Четенето е записано
reading-take-back = Отмени последното четене
reading-take-back-note = Намереното остава при наблюденията.
reading-taken-back = Последното четене е отменено
publication-new = Добави нещо за четене
publication-name = Име
publication-kind = Вид
publication-address = Адрес в мрежата
publication-looks-for = Какво търсим там
publication-rhythm-days = Дни между две четения
publication-rhythm-days-help = 7, ако е празно. Почивен ден отстъпва на следващия работен.
publication-reader = Кой го чете
publication-note = Бележка
publication-is-stopped = Чете ли се още?
publication-is-stopped-yes = вече не се чете
publication-is-stopped-no = чете се
prospect-source-publication = Издание
observation-publication = Прочетено в
observation-author = Кой го записа
morning-to-read = За четене днес

## Командният ред
help-reading = Какво чете фирмата, за да намира потенциални клиенти, и какво е за днес
help-reading-list = Какво чете фирмата: кога е всяко и какво е донесло
help-reading-list--reading-show = `current`, `mine`, `due` или `all`
help-reading-list--reading-sort = `due`, `name` или `brought`
help-reading-add = Добави нещо в списъка
help-reading-add--name = Името му
help-reading-set = Промени нещо в списъка; което не е дадено, остава
help-reading-set--publication = Какво: номер или име
help-reading-set--name = Друго име
help-reading-set--stop = Вече никой не го чете
help-reading-set--again = Чете се отново
help-reading-read = Запиши, че нещо е прочетено, и какво е намерено
help-reading-read--publication = Какво: номер или име
help-reading-read--lines = Какво е намерено; всеки ред става наблюдение
help-reading-read--market-day = Кога е прочетено (иначе днес)
help-reading-take-back = Отмени последното четене
help-reading-take-back--publication = Какво: номер или име
help-arg-publication-kind = `newspaper`, `magazine`, `directory`, `register` или `site`
help-arg-publication-address = Адрес в мрежата
help-arg-looks-for = Какво търсим там
help-arg-reading-every = Дни между две четения (иначе 7)
help-arg-publication-reader = Кой от нас го чете: имейл
help-arg-source-publication = В какво издание е намерен, за `directory` и `press`: номер или име
