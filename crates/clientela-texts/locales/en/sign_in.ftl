## Sign-in
sign-in-title = Sign in
sign-in-email = E-mail
sign-in-password = Password
sign-in-submit = Sign in
sign-in-wrong = The e-mail or the password is wrong. Check the keyboard language.
sign-in-forgotten = Forgot the password? The administrator sets a new one with clientela user password on the server's machine.
sign-in-signed-out = You have signed out.
sign-in-needed = Sign in to continue.

## First run, by the one-time link
start-title = Welcome
start-lead = One more minute and you see which clients carry the firm. Everything stays on this machine.
start-firm = Name of the firm
start-firm-help = As it should appear on the pages.
start-name = Your name
start-email = E-mail
start-email-help = You sign in with it. Nothing is sent anywhere.
start-password = Password
start-password-help = At least 12 characters; spaces are allowed.
start-language = Language
start-submit = Begin
start-link-used-title = This link no longer works
start-link-used-text = The first-run link works once. If the firm already has a user, sign in; otherwise run clientela serve again and open the new link.
start-how-title = How do you want to begin?
start-how-file = My file
start-how-file-text = A sales export of your own program: CSV, Excel, ODS or Parquet.
start-how-sample = Sample firm
start-how-sample-text = An invented wholesaler with three years of sales. Goes with one click.
start-how-empty = Empty book
start-how-empty-text = Look around and import a file when you like.
start-how-sample-open = Open the sample firm
start-how-empty-open = To the pages
password-title = Choose a password
password-lead = The link works once. After that you sign in with your e-mail and password.
password-submit = Save the password
