## Наблюденията: думите на правилата
observation-state-new = ново
observation-state-prospect = потенциален клиент
observation-state-evidence = доказателство
observation-state-note = бележка за клиент
observation-state-set-aside = оставено настрана

## Дневникът и отказите
journal-kind-observation = наблюдението
journal-filter-observation = Наблюдения
journal-turned-observation = { $who } определи какво стана с { $what }
journal-set-aside-observation = { $who } остави настрана { $what }
journal-reopened-observation = { $who } отвори отново { $what }
journal-field-observation-state = състоянието
journal-field-line = написаното
field-prospect-unknown = Няма точно един потенциален клиент с това име.
invalid-prospect-unknown = Няма точно един потенциален клиент „{ $value }“. Дайте номера му.
field-client-unknown = Няма точно един клиент с това име или код.
invalid-client-unknown = Няма точно един клиент „{ $value }“. Дайте кода му.

## Страниците
nav-observations = Наблюдения
help-of-observations = Какво видяхме и прочетохме: един ред сега, а после потенциален клиент, доказателство, бележка за клиент или нищо – с причина. Нищо не се губи.
observations-lead = Запишете един ред, щом видите или прочетете нещо. После кажете какво стана от него.
observations-new = Чакат
observations-all = Всички
observations-none = Нищо не чака.
observation-title = Наблюдение
observation-line = Какво видяхте или прочетохте
observation-line-help = Започнете с името на фирмата: „Пекарна Зора: нова фурна до гарата“.
observation-day = Кога
observation-state = Състояние
observation-led = Какво стана
observation-jot = Запиши
observation-jotted = Записано
observation-jotted-again = Записано; същото вече е било записано
observation-said-before = същото вече е било записано
observation-turn = Какво става от него?
observation-to-prospect = Нов потенциален клиент
observation-to-evidence = Доказателство за потенциален клиент
observation-to-note = Бележка за клиент
observation-to-aside = Настрана
observation-reopen = Отвори отново
observation-prospect-name = Име на организацията
observation-prospect-name-help = Иначе това, с което започва редът.
observation-evidence-prospect = Потенциален клиент
observation-evidence-question = Въпрос
observation-evidence-answer = Отговор
observation-note-client = Клиент, име или код
observation-aside-reason = Причина

## Командният ред
help-observe = Запиши какво видя или прочете
help-observe--line = Какво
help-observations = Какво видяхме и прочетохме и какво стана от него
help-observations-list = Какво чака
help-observations-list--all = Също и станалото на нещо
help-observations-prospect = Запиши потенциален клиент от наблюдение
help-observations-prospect--id = Наблюдението
help-observations-prospect--name = Име на организацията (иначе началото на реда)
help-observations-evidence = Направи наблюдение доказателство за въпрос
help-observations-evidence--id = Наблюдението
help-observations-evidence--prospect = Потенциалният клиент: номер или име
help-observations-evidence--question = `functional_need`, `prestige_need`, `ability`, `authority` или `access`
help-observations-evidence--answer = `yes`, `partly` или `no`
help-observations-note = Направи наблюдение бележка за клиент
help-observations-note--id = Наблюдението
help-observations-set-aside = Остави наблюдение настрана
help-observations-set-aside--id = Наблюдението
help-observations-set-aside--why = Защо
help-observations-reopen = Отвори наблюдение отново
help-observations-reopen--id = Наблюдението
