## Concentration
concentration-headline = Колко зависим от малко клиенти. { $period }, без ДДС.
concentration-measure = Мярка
concentration-from = От дата
concentration-to = До дата
concentration-empty = За този избор няма продажби. Сменете периода или внесете файл.
concentration-top-five = Първите пет клиента
concentration-a-year-ago = преди година { $share }
concentration-largest = Най-големият
concentration-effective = колкото { $count } равни клиента
concentration-hhi-title = HHI, индекс на концентрацията
concentration-hhi-text = Сбор от квадратите на дяловете на { $count ->
    [one] { $count } клиент
   *[other] { $count } клиенти
    } с { $measure ->
    [margin] марж
   *[revenue] продажби
    } над нулата.
concentration-hhi-formula = Σ дял² = { $hhi }; 1 ÷ HHI = { $effective }
concentration-period = период
concentration-gini = Джини
concentration-outside = извън
concentration-outside-text = клиенти на нула или под нея: { $accounts } ({ $negative }); редове без клиент: { $lines } ({ $unassigned })
concentration-to-80 = До 80 % стигат
concentration-of-accounts = от { $count ->
    [one] { $count } клиент
   *[other] { $count } клиенти
    }
concentration-class-a = клас А, { $share }
concentration-trial-title = Проба: без { $names }.
concentration-trial-text = Губим { $lost }, { $share } от продажбите и { $margin } от { $known ->
    [part] известния марж
   *[whole] маржа
    }; остават { $remaining }. Нищо не се записва.
concentration-trial-text-margin = Губим { $lost } марж, { $share } от целия; остават { $remaining }. Нищо не се записва.
concentration-trial-reset = Върни всички
concentration-trial-help = отметнете клиенти и пробвайте без тях
concentration-try = Пробвай без отметнатите
concentration-take-out = Без този клиент
concentration-take-out-name = Без { $name }
concentration-out = махнат
concentration-chart = Парето графика
concentration-chart-title = { $measure ->
    [margin] Марж по клиенти и натрупан дял
   *[revenue] Продажби по клиенти и натрупан дял
    }
concentration-table = Клиентите по дял; същото е на графиката
concentration-finding = { $count ->
    [one] { $count } клиент носи
   *[other] { $count } клиенти носят
    } { $share }
concentration-caption = Първите пет носят { $share } от { $measure ->
    [margin] маржа
   *[revenue] продажбите
    }; индексът е { $hhi }: колкото { $effective } равни клиента.
concentration-caption-trial = Без { $names } първите пет носят { $share } от останалото, а индексът става { $hhi }: колкото { $effective } равни клиента.
concentration-legend-key = ключов
concentration-legend-other = друг клиент
concentration-legend-out = махнат в пробата
concentration-legend-cumulative = натрупан дял
concentration-margin-head = Марж, { $currency }
concentration-cumulative = Натрупан, %
concentration-in-trial = В пробата, %
concentration-show-all = Покажи всички
concentration-all-accounts = Всички { $count }
concentration-in-words = С думи
concentration-words-known = Себестойността е известна за { $share } от продажбите; останалите редове са извън сметката.
concentration-words-class = { $count ->
    [one] Един клиент носи
   *[other] { $count } клиенти носят
    } { $share } от { $measure ->
    [margin] маржа
   *[revenue] продажбите
    }; { $others ->
    [one] другият носи
   *[other] другите { $others } носят
    } останалото.
concentration-words-largest = Ако „{ $name }“ си тръгне, губим { $share } от { $measure ->
    [margin] маржа
   *[revenue] продажбите
    }.
concentration-words-grows = Делът на първите пет расте спрямо преди година.
concentration-words-falls = Делът на първите пет намалява спрямо преди година.
concentration-words-stays = Делът на първите пет е като преди година.
concentration-top-five-over-time = Дял на първите пет
concentration-quarter = { $number } тримесечие { $year }
concentration-sum = Сметката
concentration-sum-positive = Клиенти над нулата: { $count }
concentration-sum-negative = На нула или под нея: { $count }
concentration-sum-unassigned = Редове без клиент: { $count }
concentration-sum-no-cost = С неизвестна себестойност: { $count }; продажбите им
concentration-sum-no-rate = Без курс, извън сбора
