## What the command line says about key account managers
terminal-need-title = Нужда от мениджър „Ключови клиенти“: { $name }
terminal-need-firm = фирмата
terminal-need-verdict = { $need } от 1: { $recommendation }
terminal-need-condition = Условие
terminal-need-holds = Доколко
terminal-need-why = Откъде знаем
terminal-need-hours = Работа: { $hours } часа годишно
terminal-need-kams = Мениджъри: { $kams }
terminal-need-accounts = Клиенти: { $appoint } за назначаване, { $consider } за обмисляне, { $none } без нужда
terminal-need-kept = Записано.
terminal-manager-skills = Умения
terminal-manager-kept = Профилът на { $name } е записан.
terminal-assign-accepted = Разпределени клиенти: { $count }
terminal-handover-begun = Предаването започна: { $id }
terminal-handover-none = Няма предавания.
usage-condition = няма въпрос „{ $value }“; вижте `clientela need-kam --help`
usage-bounds = „{ $value }“ не е отговор; пишете `yes`, `partly`, `no`, `unknown` или число от 0 до 1, напр. 0.3-0.6
usage-skill = „{ $value }“ не е умение с ниво; пишете `language:de=4`
usage-hours = „{ $value }“ не са часове на дейност; пишете `visits=40-60` или `visits=unknown`
usage-handover-item = няма такъв ред „{ $value }“ в списъка
usage-duty = няма отговорност „{ $value }“
help-need-kam = Нужен ли е мениджър „Ключови клиенти“: на клиент или на фирмата
help-need-kam--account = Клиентът: номер, код или име; без него се отговаря за фирмата
help-need-kam-answer = Отговорете на въпрос за едно от осемте условия
help-need-kam-answer--account = Клиентът, или `firm` за фирмата
help-need-kam-answer--question = `long_process`, `several_deciders`, `packages`, `risk`, `direct_dealing`, `essential_goods.supply_risk`, `essential_goods.profit_impact`, `long_relation.joint_plan`, `.shared_data`, `.joint_project`, `.multi_year_contract`
help-need-kam-answer--answer = `yes`, `partly`, `no`, `unknown`, число или две числа от 0 до 1 (`0.3-0.6`)
help-need-kam-hours = Посочете часове на клиент годишно по дейности и часовете на един мениджър
help-need-kam-hours--activities = `visits=40-60`, `calls`, `business_reviews`, `agreement_follow_up`, `reporting`, `problem_solving`, `other`; `visits=unknown` когато не се знае колко
help-need-kam-hours--of-kam = Часове годишно на един мениджър, напр. 1200-1400
help-kam = Мениджъри „Ключови клиенти“: профили, разпределение, отговорности, предаване
help-kam-profile = Какво носи всеки; с настройки описва един човек
help-kam-profile--user = E-mail, номер или име; без него се показват всички
help-kam-profile--hired-on = Първи ден във фирмата
help-kam-profile--skills = Умение с ниво от 0 до 5: `negotiation=4`, `language:de=3`, `industry:bank=5` (може да се повтаря)
help-kam-profile--evidence = Какво доказва умението преди него, в същия ред
help-kam-profile--results = Доказани резултати
help-kam-profile--hours = Часове годишно за ключови клиенти
help-kam-profile--accounts-max = Най-много клиенти наведнъж
help-kam-profile--cost = Разход годишно
help-kam-assign = Предложете кой за кой клиент да отговаря
help-kam-assign--accept = Приемете предложението
help-kam-duties = Отговорностите при един клиент и кое е изпълнено
help-kam-duties--account = Клиентът
help-kam-duties--mark = Отговорност за отбелязване
help-kam-duties--state = `done`, `not_needed` или `clear`
help-kam-duties--evidence = С какво се доказва
help-kam-handover = Досие за предаване на клиент, и самото предаване
help-kam-handover--account = Клиентът; без него се показват текущите предавания
help-kam-handover--to = Започнете предаване на този човек
help-kam-handover--check = Отметнете ред от списъка
help-kam-handover--note = Бележка към реда
help-kam-handover--finish = Приключете предаването
help-need-kam-answer--evidence = Какво го доказва: текст, връзка или път на файл, който остава в книгата (може да се повтаря, по веднъж от трите)
help-need-kam-answer--figure = Число, което го доказва, както е написано
help-need-kam-answer--day = Денят, в който е било вярно
