## Pages that say what went wrong, why, and what to do
error-not-found-title = Няма такава страница
error-not-found-text = Адресът е сгрешен или записът вече не съществува. Възможно е и да нямате право да го видите.
error-not-found-way-on = Към клиентите
error-forbidden-title = Нямате право на това действие
error-forbidden-text = Помолете администратора на фирмата да ви даде право или да го направи вместо вас.
error-form-expired-title = Формулярът е остарял
error-form-expired-text = Страницата е стояла отворена твърде дълго или сте влезли наново. Върнете се, презаредете и изпратете пак. Нищо не е записано.
error-conflict-title = Някой друг промени записа междувременно
error-conflict-text = Вашата промяна не е записана, за да не се загуби тяхната. Отворете записа наново, сравнете и запазете пак.
error-conflict-way-on = Отвори записа наново
error-invalid-title = Заявката не може да се изпълни
error-invalid-text = Нещо в нея липсва или не е разбираемо. Върнете се и проверете.
error-too-large-title = Файлът е твърде голям
error-too-large-text = Най-много { $limit }. Разделете го на части или го внесете от командния ред с clientela import sales.
error-too-many-title = Твърде много опити
error-too-many-text = Изчакайте { $seconds ->
    [one] една секунда
   *[other] { $seconds } секунди
    } и опитайте пак.
error-unavailable-title = Сървърът е зает
error-unavailable-text = Опитайте пак след малко. Нищо не е загубено.
error-internal-title = Нещо се обърка при нас
error-internal-text = Нищо не е записано наполовина. Опитайте пак; ако се повтори, дайте на администратора номера на заявката: { $request }.
error-assets-missing = Страниците са без облика си: стиловете и скриптовете не са построени. Изпълнете cargo xtask start.

## Messages at fields
field-required = Попълнете полето.
field-number-invalid = Това не е число. Пишете например 1 234,50.
field-day-invalid = Това не е ден от календара. Пишете например 24.11.2026.
field-email-invalid = Това не прилича на адрес на електронна поща.
field-password-short = Поне 12 знака. Най-лесно се помнят няколко думи подред.
field-password-long = Най-много 256 знака.
field-too-long = Най-много { $limit } знака.
field-order-invalid = Ниската стойност трябва да е най-малка, а високата най-голяма.
field-currency-invalid = Пишете код от три букви, например EUR.
field-choice-invalid = Изберете едно от предложените.
field-too-long-short = Текстът е твърде дълъг.
field-email-taken = Вече има човек с тази поща.

## Грешки на програмния интерфейс
problem-not-found = Няма такъв запис или този ключ не може да го вижда
problem-forbidden = Потребителят на ключа няма право на това
problem-invalid = Един от параметрите не може да се разбере
problem-stale = Междувременно някой друг го е променил
problem-not-now = В сегашното състояние не е възможно
problem-file-refused = Файлът е отказан изцяло; нищо от него не е в книгата
problem-stopped = Спряно; нищо от файла не е в книгата
problem-throttled = Твърде много опити
problem-internal = При нас нещо се обърка; нищо не е записано наполовина
problem-scope-missing = Този ключ не отваря това; направете ключ с назования обхват
problem-key-refused = Изпратете валиден ключ: Authorization: Bearer clt_…
problem-key-reused = Този ключ за повторяемост е ползван за друга заявка
field-value-invalid = Стойността не може да се приеме.
