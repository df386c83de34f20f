## Watched folders: settings, notices, command line
watch-title = Watched folders
watch-lead = Another program puts its files into a folder, and Clientela imports them by itself once they have stopped growing. What was imported goes to the subfolder done, what was refused to failed with the reason beside it.
watch-base = Folders lie below { $base }. Write the path below it, or the whole path; a dot means the folder itself.
watch-no-base = The server was started without a folder below which to watch. Start it with --watch-base FOLDER (or CLIENTELA_WATCH_BASE) and come back.
watch-folder = Folder
watch-by = In whose name
watch-by-program = the program's own
watch-on = Files are taken
watch-trouble = The folder is not read just now:
watch-link = Which folders are watched, for which files and in whose name.
watch-stopped = A watched folder is not read: { $kinds }.
field-watch-folder-missing = Write the folder or clear the check box.
field-watch-folder-outside = The folder is not below the allowed one. Choose one below it, or start the server with another --watch-base.
field-watch-folder-gone = There is no such folder. Create it and try again.
field-watch-folder-unreadable = The system does not let the folder be read. Give the program the right to read, write and move files in it.
field-watch-folder-link = A part of the path is a symbolic link. Write the real folder.
field-watch-folder-of-book = This is a folder of the book itself. Choose another, so that its data is left alone.
field-watch-folder-twice = This folder is given for another kind of file already. One file cannot be imported as two things.
field-watch-base-gone = The allowed folder is gone. Bring it back, or start the server with another --watch-base.
field-watch-user = This person may not import, or does not sign in any more. Choose another, or give them the permission.
not-now-no-watch-base = The server was started without --watch-base, so there is nothing to choose a folder from. Start it with one.
journal-setting-watched-folders = watched folders
journal-field-sales-folder = the folder for sales
journal-field-sales-by = in whose name sales are imported
journal-field-sales-on = the taking of sales
journal-field-accounts-folder = the folder for clients
journal-field-accounts-by = in whose name clients are imported
journal-field-accounts-on = the taking of clients
journal-field-people-folder = the folder for people
journal-field-people-by = in whose name people are imported
journal-field-people-on = the taking of people
journal-field-interactions-folder = the folder for interactions
journal-field-interactions-by = in whose name interactions are imported
journal-field-interactions-on = the taking of interactions
journal-field-obligations-folder = the folder for promises
journal-field-obligations-by = in whose name promises are imported
journal-field-obligations-on = the taking of promises
imports-by-folder = watched folder
imports-of-folder = { $by }, from a watched folder
arrivals-imported = { $count ->
    [one] In the last 7 days 1 file was imported from a watched folder.
   *[other] In the last 7 days { $count } files were imported from a watched folder.
}
arrivals-set-aside = { $count ->
    [one] 1 row waits for a correction.
   *[other] { $count } rows wait for a correction.
}
arrivals-refused = { $count ->
    [one] 1 file was refused:
   *[other] { $count } files were refused:
}
arrivals-refused-short = { $count ->
    [one] 1 file of a watched folder was refused.
   *[other] { $count } files of a watched folder were refused.
}
arrivals-call = See imports
terminal-watch-kind = What
terminal-watch-folder = Folder
terminal-watch-by = In whose name
terminal-watch-state = State
terminal-watch-on = taken
terminal-watch-off = not taken
