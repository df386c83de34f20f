## Sign-in
sign-in-title = Вход
sign-in-email = Електронна поща
sign-in-password = Парола
sign-in-submit = Влез
sign-in-wrong = Пощата или паролата не е вярна. Проверете дали не е включен друг език на клавиатурата.
sign-in-forgotten = Забравена парола? Администраторът задава нова с clientela user password, на машината със сървъра.
sign-in-signed-out = Излязохте.
sign-in-needed = Влезте, за да продължите.

## First run, by the one-time link
start-title = Добре дошли
start-lead = Още минута и виждате кои клиенти носят фирмата. Всичко остава на тази машина.
start-firm = Име на фирмата
start-firm-help = Както искате да се вижда на страниците.
start-name = Вашето име
start-email = Електронна поща
start-email-help = С нея ще влизате. Нищо не се изпраща никъде.
start-password = Парола
start-password-help = Поне 12 знака; може с интервали.
start-language = Език
start-submit = Започни
start-link-used-title = Тази връзка вече не важи
start-link-used-text = Връзката за първо влизане се ползва веднъж. Ако фирмата вече има потребител, влезте; иначе пуснете clientela serve наново и отворете новата връзка.
start-how-title = Как искате да започнете?
start-how-file = Моят файл
start-how-file-text = Износ на продажбите от вашата програма: CSV, Excel, ODS или Parquet.
start-how-sample = Примерна фирма
start-how-sample-text = Измислен търговец на едро с три години продажби. Маха се с едно натискане.
start-how-empty = Празна книга
start-how-empty-text = Разгледайте страниците и внесете файл, когато решите.
start-how-sample-open = Отвори примерната фирма
start-how-empty-open = Към страниците
password-title = Изберете парола
password-lead = Връзката важи веднъж. След това влизате с пощата и паролата си.
password-submit = Запази паролата
