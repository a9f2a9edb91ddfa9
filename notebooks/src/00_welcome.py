# %% [markdown] lang="de" key="title"
# # 00 · Willkommen: die erste Kennzahl in 20 Minuten
#
# **Zeit:** 2 Stunden · **Daten:** sechs Monate Instagram von Emscherrad, einem erfundenen Fahrradbauer aus Dortmund
#
# Danach kannst du
#
# - eine Zelle ausführen, ändern und einen Fehler rückgängig machen,
# - einen Export laden und nachsehen, was dabei aus jeder Zeile geworden ist,
# - eine Interaktionsrate selbst rechnen und sagen, worauf sie sich bezieht,
# - ein Diagramm zeichnen und seine Überschrift begründen,
# - Hilfe finden, wenn du nicht weiterkommst.
#
# **Du brauchst** nichts als diesen Browser. Programmiert haben musst du noch nie.
#
# | Abschnitt | Minuten |
# |---|---|
# | 1 · Ankommen: die erste Zelle | 5 |
# | 2 · Einen Export laden | 10 |
# | 3 · Die erste Kennzahl | 45 |
# | 4 · Fehler und Hilfe | 20 |
# | 5 · Üben | 30 |
# | 6 · Antworten und mitnehmen | 10 |
#
# **Im Zielbaum** stehen wir ganz unten: Unternehmensziel → strategisches Ziel → Maßnahmenziel → Kennzahl → **Messwert**.
# Zu jeder Zahl gehört später der Weg nach oben. Heute lernst du, ihr zu trauen.

# %% [markdown] lang="en" key="title"
# # 00 · Welcome: your first KPI in 20 minutes
#
# **Time:** 2 hours · **Data:** six months of Instagram from Emscherrad, a fictitious bicycle maker in Dortmund
#
# Afterwards you can
#
# - run a cell, change it and undo a mistake,
# - load an export and see what has become of each of its rows,
# - calculate an engagement rate yourself and say what it is a rate of,
# - draw a chart and give the reason for its title,
# - find help when you are stuck.
#
# **You need** nothing but this browser. You do not need to have programmed before.
#
# | Section | Minutes |
# |---|---|
# | 1 · Arriving: your first cell | 5 |
# | 2 · Loading an export | 10 |
# | 3 · Your first KPI | 45 |
# | 4 · Errors and help | 20 |
# | 5 · Practice | 30 |
# | 6 · Answers to take away | 10 |
#
# **In the goal tree** we stand at the very bottom: company goal → strategic goal → activity goal → KPI → **metric**.
# Later you will trace the way up from each number. Today you learn when to trust it.

# %% [markdown] lang="de" key="question"
# ## Die Frage der Geschäftsführung
#
# „Unsere Reels erreichen mit Abstand die meisten Menschen. Reagieren die Menschen dort auch am meisten? Dann machen wir
# ab sofort nur noch Reels.“
#
# Am Ende dieser Lektion antwortest du darauf: mit einer Zahl, mit zwei Vorbehalten und mit einer Gegenfrage.

# %% [markdown] lang="en" key="question"
# ## What management asks
#
# "Our reels reach by far the most people. Do people react most to them, too? If so, we will make nothing but reels
# from now on."
#
# At the end of this lesson you answer that: with one number, two reservations and one question in return.

# %% [markdown] lang="de" key="first-cell"
# ## 1 · Ankommen: die erste Zelle
#
# Dieses Dokument ist ein **Notebook**. Es besteht aus Zellen: Text wie hier und Code wie im grauen Feld darunter.
#
# Klick in das graue Feld und drück **Umschalt+Enter**, also beide Tasten zusammen. Die Zelle wird ausgeführt, ihr Ergebnis
# erscheint darunter, und die nächste Zelle ist an der Reihe.
#
# Diese erste Zelle holt das Werkzeug des Kurses, `kpi_kit`, und gibt ihm den kurzen Namen `kk`. Dann stellt sie es auf Deutsch, lässt
# Fehlermeldungen auf Deutsch erklären und prüft, ob alles da ist, was der Kurs braucht.

# %% [markdown] lang="en" key="first-cell"
# ## 1 · Arriving: your first cell
#
# This document is a **notebook**. It consists of cells: text like this one, and code like the grey box below.
#
# Click into the grey box and press **Shift+Enter**, both keys together. The cell is run, its result appears below it,
# and the next cell has its turn.
#
# This first cell fetches the tool of the course, `kpi_kit`, and gives it the short name `kk`. Then it sets its language, has
# error messages explained, and checks that everything is there that the course needs.

# %% key="import"
import kpi_kit as kk

kk.use("de")  # @de
kk.use("en")  # @en
kk.explain_errors()
kk.health()

# %% [markdown] lang="de" key="first-chart"
# Steht überall „in Ordnung“, kann es losgehen. Sonst sagt die Zeile, was zu tun ist.
#
# Und gleich dein erstes Diagramm. Was die vier Zeilen bedeuten, lernst du heute Schritt für Schritt; führ sie erst einmal aus.

# %% [markdown] lang="en" key="first-chart"
# If each line says "fine", you can start. Otherwise the line tells you what to do.
#
# And here is your first chart. Today you will learn step by step what the four lines mean; for now, run them.

# %% key="first-chart"
exports = kk.load(kk.sample() / "instagram")
posts = exports.posts.query("published_on >= '2026'")
months = kk.compute(exports.posts, ["interactions"], by="month")
first_chart = kk.charts.trend(months.query("month >= '2026'"), "interactions")

# %% [markdown] lang="de" key="order" given="46"
# Das waren zwei Minuten von der rohen Datei zum Bild. Die Überschrift nennt den stärksten Monat.
#
# Die Zahl in den eckigen Klammern links zählt, als wievielte die Zelle ausgeführt wurde. Steht dort ein Stern, rechnet sie noch.
#
# Jetzt änderst du selbst etwas. Führ die nächste Zelle aus, mach dann aus der 21 eine 46 und führ sie noch einmal aus. Du kannst hier nichts kaputt machen.
#
# Die Zellen bauen aufeinander auf. Führ sie deshalb der Reihe nach aus, von oben nach unten. **Strg+S** speichert (am Mac **Cmd+S**).

# %% [markdown] lang="en" key="order" given="46"
# That was two minutes from raw file to picture. The title names the strongest month.
#
# The number in square brackets on the left counts the cells in the order they were run. A star means: still working.
#
# Now you change something yourself. Run the next cell, turn the 21 into 46 and run it again. There is nothing here that you can break.
#
# Cells build on each other. So run them in order, from top to bottom. **Ctrl+S** saves (on a Mac, **Cmd+S**).

# %% key="first-cell"
120 + 34 + 21

# %% [markdown] lang="de" key="posts"
# ## 2 · Einen Export laden
#
# Nun noch einmal langsam. In der Zelle mit dem Diagramm hat `load` die Dateien gelesen, die Emscherrad aus der Meta Business Suite
# heruntergeladen hat. `load` heißt laden, `sample` ist das Beispiel, das dem Kurs beiliegt. `exports.posts` sind die Beiträge aus zwei Jahren; `query` wählt die aus,
# die seit Januar 2026 erschienen sind, und wir nennen sie `posts`. `head` zeigt die ersten fünf Zeilen davon.
#
# Befehle und Spalten tragen englische Namen, wie überall in diesem Beruf. Wir erklären jeden, wenn er zum ersten Mal vorkommt.

# %% [markdown] lang="en" key="posts"
# ## 2 · Loading an export
#
# Now once more, slowly. In the cell with the chart, `load` has read the files that Emscherrad downloaded from Meta Business Suite.
# `sample` is the example that comes with the course. `exports.posts` is one of the tables that result. It covers two years;
# `query` picks the posts published since January 2026, and we call them `posts`. `head` shows the first five rows.
#
# We explain each command and column when it first appears.

# %% key="posts"
posts[["format", "reach", "views", "likes", "interactions"]].head()

# %% [markdown] lang="de" key="columns"
# Eine Zeile ist ein Beitrag; die Zahl ganz links ist nur ihre Nummer. Python setzt keinen Tausenderpunkt, und das Komma schreibt es als
# Punkt: `{{posts["reach"].iloc[0]}}` sind {{posts["reach"].iloc[0]|number}} Konten.
#
# `format` sagt, ob er ein Bild, ein Karussell oder ein Reel ist. `reach` ist die **Reichweite**: wie viele
# Konten ihn mindestens einmal gesehen haben. `views` zählt die **Aufrufe**, auch wiederholte. `interactions` sind die **Interaktionen**:
# hier Likes, Kommentare, geteilte und gespeicherte Beiträge zusammen. Wo `NaN` steht, hat die Plattform keinen Wert geliefert. Das ist
# etwas anderes als 0.
#
# Bevor wir rechnen, prüfen wir die Herkunft. Das Protokoll (`log`) sagt zu jeder Datei, was mit ihren Zeilen geschah:
# `rows_read` gelesen, `rows_kept` behalten, `rows_total` Summenzeilen, `rows_set_aside` beiseitegelegt. Die erste Zeile wählt
# die Dateien aus, in deren Namen 2026 vorkommt (`contains` heißt enthält).

# %% [markdown] lang="en" key="columns"
# One row is one post; the number on the far left only numbers it. Python writes thousands without a comma and often adds a `.0`:
# `{{posts["reach"].iloc[0]}}` stands for {{posts["reach"].iloc[0]|number}} accounts.
#
# `format` says whether it is an image, a carousel or a reel. `reach` is how many accounts saw it at least once.
# `views` counts how often it was shown, repeats included. `interactions` are likes, comments, shares and saves together. `NaN` marks a
# figure that the platform did not deliver, which is not the same as 0.
#
# Before we calculate, we check where the figures come from. The `log` says for each file what happened to its rows:
# `rows_read`, `rows_kept`, `rows_total` (rows that hold totals) and `rows_set_aside`. The first line picks the files with 2026 in their names.

# %% key="log"
log = exports.log[exports.log["file"].str.contains("2026")]
log[["file", "rows_read", "rows_kept", "rows_total", "rows_set_aside"]]

# %% [markdown] lang="de" key="by-hand"
# In jeder Zeile gilt: behalten plus Summenzeilen plus beiseitegelegt ergibt gelesen. Nichts verschwindet.
#
# Zwei Dateien tragen denselben Juni im Namen; eine wurde später heruntergeladen. Wer beide aneinanderhängt, zählt den Juni doppelt.
# Deshalb liegt hier der ältere Stand beiseite; die Gründe stehen in `exports.set_aside`. Auch `Reach.csv` wurde zweimal heruntergeladen:
# An der Klammer im Namen `Reach (1).csv` erkennst du das. Seit Januar 2026 bleiben {{len(posts)|number}} Beiträge, jeder einmal.
#
# ## 3 · Die erste Kennzahl
#
# Ein **Messwert** wird von der Plattform gezählt. Eine **Kennzahl** (KPI) rechnen wir selbst. Unsere erste ist die
# **Interaktionsrate nach Reichweite**: Interaktionen geteilt durch Reichweite.
#
# Wir beginnen mit den Karussells. Die erste Zeile sucht sie heraus. Die zweite zählt beide Spalten
# zusammen (`sum`) und teilt (`/`).

# %% [markdown] lang="en" key="by-hand"
# In each row, the rows kept, totals and set aside add up to the rows read. Nothing disappears.
#
# Two files carry the same June in their names; one was downloaded later. Put one below the other, and you count June twice.
# So the older version has been set aside here; the reasons are in `exports.set_aside`. `Reach.csv` was downloaded twice, too:
# the bracket in the name `Reach (1).csv` tells you so. Since January 2026, {{len(posts)|number}} posts remain, each of them once.
#
# ## 3 · Your first KPI
#
# A **metric** is counted by the platform. A **KPI** is calculated by us. Our first one is the **engagement rate by reach**:
# interactions divided by reach.
#
# We start with the carousels. The first line picks them out. The second adds up
# both columns (`sum`) and divides (`/`).

# %% key="by-hand"
carousels = posts[posts["format"] == "carousel"]
sum(carousels["interactions"]) / sum(carousels["reach"])

# %% [markdown] lang="de" key="task-rate" given="100"
# Das ist ein **Anteil** zwischen 0 und 1. In Prozent sind es {{sum(carousels["interactions"]) / sum(carousels["reach"])|percent:2}}. Auf 100 Kontakte kommen also gut vier Interaktionen.
#
# ### Aufgabe 1 · Rechnen: die Rate der Reels
#
# **Schätz zuerst.** Reels erreichen mehr Menschen. Ist ihre Rate höher oder niedriger als die der Karussells? Schreib deine Vermutung auf.
#
# Dann ersetze die drei Punkte durch die Rechnung. Bei einigen Reels fehlt im Export die Reichweite; `dropna` lässt sie weg. Die letzte Zeile prüft
# deine Antwort. Einen Tipp gibt dir `kk.hint("00.reel_rate")` in einer neuen Zelle; mit **B** legst du sie an, nachdem du links neben die Zelle geklickt hast.

# %% [markdown] lang="en" key="task-rate" given="100"
# This is a **share** between 0 and 1. In percent it is {{sum(carousels["interactions"]) / sum(carousels["reach"])|percent:2}}. So 100 contacts bring a little more than four interactions.
#
# ### Task 1 · Calculate: the rate of the reels
#
# **Guess first.** Reels reach more people. Is their rate higher or lower than that of the carousels? Write your guess down.
#
# Then replace the three dots with the calculation. For some reels the export states no reach; `dropna` leaves them out. The last line checks
# your answer. For a hint, run `kk.hint("00.reel_rate")` in a new cell; to make one, click to the left of the cell and press **B**.

# %% key="task-rate"
reels = posts[posts["format"] == "reel"].dropna(subset=["reach"])
rate = sum(reels["interactions"]) / sum(reels["reach"])  # solution
kk.check("00.reel_rate", rate=rate)

# %% [raw] key="task-rate"
# kind = "build"
# worked = { de = "Erst alle Interaktionen der Reels zusammenzählen, dann durch ihre zusammengezählte Reichweite teilen. `dropna` sorgt dafür, dass oben und unten dieselben Reels stehen.", en = "Add up all interactions of the reels first, then divide by their reach, added up as well. `dropna` sees to it that the same reels stand above and below the line." }
#
# [rate]
# right = { de = "Interaktionen geteilt durch Reichweite, beides vorher zusammengezählt: So rechnet auch `kk.compute`.", en = "Interactions divided by reach, each added up first: that is how `kk.compute` does it, too." }
# other = { de = "Diese Zahl passt nicht zu den Reels. Zähl ihre Interaktionen zusammen und teile durch ihre zusammengezählte Reichweite.", en = "This number does not fit the reels. Add up their interactions and divide by their reach, added up." }
# also = ['reels["interactions"].sum() / reels["reach"].sum()', 'kk.compute(reels, ["engagement_rate_by_reach"])["engagement_rate_by_reach"]', "0.0472"]
#
# [[rate.wrong]]
# value = 'sum(reels["interactions"])'
# de = "Das sind alle Interaktionen der Reels. Eine Rate braucht noch ihr Wovon: Teile durch die Reichweite."
# en = "These are all interactions of the reels. A rate still needs its base: divide by the reach."
#
# [[rate.wrong]]
# value = 'sum(reels["reach"])'
# de = "Das ist die Reichweite der Reels, also das Wovon der Rate. Über den Bruchstrich gehören die Interaktionen."
# en = "This is the reach of the reels, the base of the rate. The interactions belong above the line."
#
# [[rate.wrong]]
# value = 'sum(reels["reach"]) / sum(reels["interactions"])'
# de = "Zähler und Nenner sind vertauscht: Du hast die Reichweite durch die Interaktionen geteilt. Eine Rate über 1 hieße: mehr Interaktionen als Kontakte."
# en = "Top and bottom have changed places: you divided reach by interactions. A rate above 1 would mean more interactions than contacts."
#
# [[rate.wrong]]
# value = '(reels["interactions"] / reels["reach"]).mean()'
# de = "Das ist der Mittelwert der einzelnen Raten. Er gibt einem kleinen Reel so viel Gewicht wie dem größten. Zähl erst zusammen und teile dann."
# en = "This is the mean of the single rates. It gives a small reel as much weight as the largest. Add up first, then divide."
#
# [[rate.wrong]]
# value = 'sum(reels["interactions"]) / sum(reels["views"])'
# de = "Du hast durch die Aufrufe (`views`) geteilt. Wer dreimal schaut, zählt dort dreimal. Gefragt ist die Rate nach Reichweite."
# en = "You divided by `views`. Someone who watches three times counts three times there. The question asks for the rate by reach."
#
# [[rate.wrong]]
# value = 'sum(reels["likes"]) / sum(reels["reach"])'
# de = "Das sind nur die Likes. Auch Kommentare, geteilte und gespeicherte Beiträge sind Interaktionen: Nimm die Spalte `interactions`."
# en = "These are the likes alone. Comments, shares and saves are interactions, too: take the column `interactions`."
#
# [[rate.wrong]]
# value = 'sum(posts[posts["format"] == "reel"]["interactions"]) / sum(reels["reach"])'
# de = "Über dem Bruchstrich stecken auch die Interaktionen der Reels, deren Reichweite fehlt; darunter fehlen diese Reels. Rechne mit `reels` aus dieser Zelle, dort sind sie weggelassen."
# en = "The top also holds the interactions of reels whose reach is missing; these reels are not in the base. Use `reels` from this cell, which leaves them out."
#
# [[rate.wrong]]
# value = 'sum(carousels["interactions"]) / sum(carousels["reach"])'
# de = "Das ist die Rate der Karussells von oben. Rechne jetzt mit `reels`."
# en = "This is the rate of the carousels from above. Now calculate with `reels`."
#
# [[rate.wrong]]
# value = 'posts.dropna(subset=["reach"])["interactions"].sum() / posts["reach"].sum()'
# de = "Das ist die Rate aller Beiträge. Rechne mit `reels` statt mit `posts`."
# en = "This is the rate of all posts. Calculate with `reels` instead of `posts`."
#
# [[hints]]
# de = "Schau noch einmal nach, wie wir die Rate der Karussells gerechnet haben. Es ist dieselbe Rechnung mit anderen Zeilen."
# en = "Look again at how we calculated the rate of the carousels. It is the same calculation with other rows."
#
# [[hints]]
# de = "Du brauchst zwei Summen aus `reels`: die der Spalte `interactions` und die der Spalte `reach`."
# en = "You need two sums from `reels`: that of the column `interactions` and that of the column `reach`."
#
# [[hints]]
# de = "Eine Summe schreibst du so: `sum(reels[\"reach\"])`. Der Bruchstrich ist in Python `/`."
# en = "A sum is written like this: `sum(reels[\"reach\"])`. To divide, Python uses `/`."

# %% [markdown] lang="de" key="compute"
# Für alle Formate auf einmal gibt es `compute`, also berechnen. Es bekommt die Beiträge, eine Liste von Kennzahlen in eckigen Klammern und das,
# wonach es aufteilen soll. `gross_reach` ist die **Brutto-Reichweite**: alle Reichweiten zusammengezählt. Das sind Kontakte, nicht Menschen, denn
# viele haben mehrere Beiträge gesehen. Warum das wichtig ist, lernst du in Lektion 05.
# `drop` lässt die Spalte weg, in der steht, was als Interaktion zählt.

# %% [markdown] lang="en" key="compute"
# For all formats at once there is `compute`. It takes the posts, a list of KPIs in square brackets, and the column to group them by.
# `gross_reach` is the **gross reach**: all reach figures added up. These are contacts, not people, for many have seen several posts. Lesson 05 shows why that matters.
# `drop` leaves out the column that says what counts as an interaction.

# %% key="compute"
values = kk.compute(posts, ["gross_reach", "engagement_rate_by_reach"], by="format")
values.drop(columns="interactions_of")

# %% [markdown] lang="de" key="task-table"
# `rows` zählt die Beiträge. Die Spalten, die auf `_rows` enden, sagen, wie viele davon in der Kennzahl stecken. Passt eine Tabelle nicht ins Fenster, schieb sie mit dem Balken darunter zur Seite.
#
# ### Aufgabe 2 · Lesen: die Tabelle
#
# Welches Format hat die höchste Interaktionsrate? Und aus wie vielen Reels ist die Rate der Reels gerechnet? Schreib das Format in
# Anführungszeichen, so wie es in der Tabelle steht, und die Zahl ohne.

# %% [markdown] lang="en" key="task-table"
# `rows` counts the posts. The columns that end in `_rows` say how many of them the figure rests on. If a table is too wide for the window, move it sideways with the bar below it.
#
# ### Task 2 · Read: the table
#
# Which format has the highest engagement rate? And how many reels does the rate of the reels rest on? Write the format in
# quotation marks, as it stands in the table, and the number without.

# %% key="task-table"
best_format = "reel"  # solution
reels_used = 22  # solution
kk.check("00.table", best_format=best_format, reels_used=reels_used)

# %% [raw] key="task-table"
# kind = "read"
# worked = { de = "In der Zeile `reel` steht die höchste Rate. Die Spalte daneben, die auf `_rows` endet, zählt die Reels, bei denen die Reichweite bekannt ist.", en = "The row `reel` holds the highest rate. The column next to it that ends in `_rows` counts the reels whose reach is known." }
#
# [best_format]
# reel = { also = ["Reels"], de = "Die Reels haben die höchste Rate.", en = "Reels have the highest rate." }
# carousel = { also = ["Karussell", "Karussells", "carousels"], de = "Die Karussells liegen bei der Rate nicht vorn. Vergleich die Zahlen in der Spalte `engagement_rate_by_reach`.", en = "Carousels do not lead on the rate. Compare the numbers in the column `engagement_rate_by_reach`." }
# image = { also = ["Bild", "Bilder", "images"], de = "Die Bilder liegen bei der Rate nicht vorn. Vergleich die Zahlen in der Spalte `engagement_rate_by_reach`.", en = "Images do not lead on the rate. Compare the numbers in the column `engagement_rate_by_reach`." }
#
# [reels_used]
# right = { de = "Und so viele Reels stecken in der Rate. Die übrigen fehlen, weil ihre Reichweite unbekannt ist. Unbekannt ist nicht null.", en = "And that is how many reels the rate rests on. The others are left out because their reach is unknown. Unknown is not zero." }
# other = { de = "Such die Zeile `reel` und darin die Spalte `engagement_rate_by_reach_rows`.", en = "Find the row `reel` and in it the column `engagement_rate_by_reach_rows`." }
# also = ["len(reels)", 'values.set_index("format")["engagement_rate_by_reach_rows"]["reel"]']
#
# [[reels_used.wrong]]
# value = 'len(posts[posts["format"] == "reel"])'
# de = "So viele Reels stehen im Export (`rows`). In der Rate stecken weniger: Schau in die Spalte, die auf `_rows` endet."
# en = "That is how many reels the export holds (`rows`). The rate rests on fewer: look at the column that ends in `_rows`."
#
# [[reels_used.wrong]]
# value = 'len(posts[posts["format"] == "reel"]) - len(reels)'
# de = "So viele Reels fehlen in der Rate. Gefragt ist, wie viele darin stecken."
# en = "That is how many reels are missing from the rate. The question is how many it rests on."
#
# [[hints]]
# de = "Beide Antworten stehen in der Tabelle über dieser Aufgabe. Die erste ist ein Text in Anführungszeichen, die zweite eine Zahl."
# en = "Both answers are in the table above this task. The first is a text in quotation marks, the second a number."
#
# [[hints]]
# de = "Die Spalte `engagement_rate_by_reach_rows` zählt die Beiträge, aus denen die Rate gerechnet ist."
# en = "The column `engagement_rate_by_reach_rows` counts the posts from which the rate is calculated."

# %% [markdown] lang="de" key="chart"
# Eine Tabelle liest man nach, ein Diagramm sieht man. `charts.ranking` ordnet die Formate nach einer Kennzahl.

# %% [markdown] lang="en" key="chart"
# A table is for looking things up, a chart is for seeing them. `charts.ranking` puts the formats in the order of a KPI.

# %% key="chart"
chart = kk.charts.ranking(values, "engagement_rate_by_reach", by="format")

# %% [markdown] lang="de" key="typical-mistake"
# Die Überschrift nennt den Befund, nicht das Thema. Ein Diagramm ohne Aussage ist eine Tapete.
#
# ### Typischer Fehler: der Mittelwert der Raten
#
# Viele Berichte rechnen für jeden Beitrag eine Rate, zählen die Raten zusammen und teilen durch ihre Anzahl (`len`).

# %% [markdown] lang="en" key="typical-mistake"
# The title states the finding, not the topic. A chart that says nothing is wallpaper.
#
# ### Typical mistake: the mean of rates
#
# Many reports calculate a rate for every post, add the rates up and divide by how many they are (`len`).

# %% key="typical-mistake"
sum(reels["interactions"] / reels["reach"]) / len(reels)

# %% [markdown] lang="de" key="mean-explained"
# Heraus kommen {{(reels["interactions"] / reels["reach"]).mean()|percent:2}} statt {{rate|percent:2}}. Die Zahl ist schöner und falsch. Ein einziges Reel vom Mai hat
# {{max(reels["reach"]) / sum(reels["reach"])|percent:0}} aller Kontakte der Reels gebracht, und dort reagierte ein kleinerer Teil als sonst. Im Mittelwert zählt es so viel wie das kleinste.
#
# Woran du den Fehler bemerkst: Frag, ob erst zusammengezählt und dann geteilt wurde.

# %% [markdown] lang="en" key="mean-explained"
# The result is {{(reels["interactions"] / reels["reach"]).mean()|percent:2}} instead of {{rate|percent:2}}. It looks better and is wrong. A single reel in May brought
# {{max(reels["reach"]) / sum(reels["reach"])|percent:0}} of all contacts of the reels, and a smaller share than usual reacted there. In the mean it counts as much as the smallest.
#
# How to notice the mistake: ask whether they added up first and divided afterwards.

# %% [markdown] lang="de" key="error"
# ## 4 · Fehler und Hilfe
#
# Die nächste Zelle geht schief, mit Absicht. Führ sie aus und lies zwei Stellen: den Kasten oben und die letzte Zeile der Meldung.

# %% [markdown] lang="en" key="error"
# ## 4 · Errors and help
#
# The next cell goes wrong, on purpose. Run it and read two places: the box at the top and the last line of the message.

# %% key="error" tags=["raises-exception"]
post.head()

# %% [markdown] lang="de" key="error-explained"
# Python selbst spricht Englisch; der Kasten sagt dasselbe auf Deutsch: Den Namen `post` gibt es nicht. Unsere Tabelle heißt `posts`. Ergänze das s und führ die Zelle noch einmal aus.
#
# Auch `kpi_kit` meldet sich, wenn etwas nicht stimmt, und zwar in deiner Sprache. Frag es nach der „Engagement Rate“, von der alle reden.

# %% [markdown] lang="en" key="error-explained"
# The last line is Python's own, the box says it in plain words: there is no `post` here. Our table is called `posts`. Add the s and run the cell again.
#
# `kpi_kit` speaks up as well when something is not right. Ask it for the "engagement rate" that everybody talks about.

# %% key="refused" tags=["raises-exception"]
kk.compute(posts, ["engagement_rate"], by="format")

# %% [markdown] lang="de" key="undo"
# Eine Rate ohne ihr Wovon ist keine Kennzahl. Die Meldung nennt dir die Namen, unter denen du wählen kannst.
#
# **So machst du etwas rückgängig**
#
# - In einer Zelle: **Strg+Z** (am Mac **Cmd+Z**).
# - Eine Zelle gelöscht oder verschoben: links neben eine Zelle klicken, dann **Z**.
# - Alles durcheinander: im Menü *Kernel* den Punkt *Kernel neu starten und Alle Zellen ausführen…* wählen. Der Kernel ist das Programm, das für dich rechnet.
# - Ganz von vorn: Benenne dein Notebook links in der Liste um (rechte Maustaste) und starte den Kurs neu. Dann liegt ein frisches daneben.
#
# **So findest du Hilfe**
#
# - Den Cursor oben in der Zelle auf `compute` setzen und **Umschalt+Tab** drücken: Eine Beschreibung klappt auf. **Esc** schließt sie.
# - `help(kk.compute)` in einer neuen Zelle zeigt dieselbe Beschreibung. Sie ist auf Englisch; meist genügen die erste Zeile und die Beispiele am Ende.

# %% [markdown] lang="en" key="undo"
# A rate without its base is no KPI. The message names those you can choose from.
#
# **How to undo something**
#
# - Inside a cell: **Ctrl+Z** (on a Mac, **Cmd+Z**).
# - A cell deleted or moved: click to the left of any cell, then press **Z**.
# - Everything in a muddle: in the menu *Kernel*, choose *Restart Kernel and Run All Cells…*. The kernel is the program that calculates for you.
# - Back to the beginning: rename your notebook in the list on the left (right mouse button) and start the course again. A fresh one will lie beside it.
#
# **How to find help**
#
# - Put the cursor on `compute` in the cell above and press **Shift+Tab**: a description opens. **Esc** closes it.
# - `help(kk.compute)` in a new cell shows the same description. Its first line and the examples at its end will usually do.

# %% [markdown] lang="de" key="task-month"
# ## 5 · Üben
#
# ### Aufgabe 3 · Ändern: nach Monaten
#
# Ändere die erste Zeile so, dass die Rate je Monat statt je Format erscheint: Monat heißt `"month"`. `display` zeigt die Tabelle. In welchem Monat war die Rate am höchsten?
# Schreib die Nummer des Monats an die Stelle der drei Punkte und führ die Zelle noch einmal aus. Zum Weiterdenken: Warum ist es nicht der Mai?
#
# In der Spalte `complete` steht `False`, wo Tage am Anfang oder am Ende eines Monats fehlen. Unsere Auswahl beginnt erst mit dem ersten Beitrag im Januar.
# `interactions_of` nennt, was als Interaktion zählt.

# %% [markdown] lang="en" key="task-month"
# ## 5 · Practice
#
# ### Task 3 · Change: by month
#
# Change the first line so that it shows the rate by `"month"` instead of by format. `display` shows the table. In which month was the rate highest?
# Put the number of that month in place of the three dots and run the cell again. To think about: why is it not May?
#
# The column `complete` says `False` where days at the beginning or the end of a month are missing. Our selection begins with the first post in January.
# `interactions_of` names what counts as an interaction.

# %% key="task-month"
display(kk.compute(posts, ["engagement_rate_by_reach"], by="format"))  # @learner
display(kk.compute(posts, ["engagement_rate_by_reach"], by="month"))  # solution
month = 1  # solution
kk.check("00.best_month", month=month)

# %% [raw] key="task-month"
# kind = "change"
# worked = { de = "Mit `by=\"month\"` bekommst du eine Zeile je Monat. Die höchste Rate hat der Januar. Der Mai hat die meisten Kontakte: Ein einziges Reel brachte viele Menschen, die nur zusahen.", en = "With `by=\"month\"` you get one row per month. January has the highest rate. May has the most contacts: a single reel brought many people who only watched." }
#
# [month]
# right = { de = "Das ist der Monat mit der höchsten Rate. Am meisten Kontakte hatte ein anderer.", en = "This is the month with the highest rate. Another had the most contacts." }
# other = { de = "Ersetze in der ersten Zeile `\"format\"` durch `\"month\"` und such dann die größte Rate. Gefragt ist die Nummer des Monats, 1 für Januar.", en = "In the first line, replace `\"format\"` with `\"month\"`, then find the largest rate. The answer is the month's number, 1 for January." }
# also = ['int(kk.compute(posts, ["engagement_rate_by_reach"], by="month").nlargest(1, "engagement_rate_by_reach")["month"].iloc[0][-2:])']
#
# [[month.wrong]]
# value = 'posts.groupby(posts["published_at"].dt.month)["reach"].sum().idxmax()'
# de = "In diesem Monat war die Reichweite am größten. Gefragt ist der Monat mit der höchsten Rate."
# en = "This month had the largest reach. The question asks for the month with the highest rate."
#
# [[hints]]
# de = "Nach der Änderung hat die Tabelle eine Zeile je Monat. `2026-03` ist der März, seine Nummer ist 3."
# en = "After your change the table has one row per month. `2026-03` is March; its number is 3."

# %% [markdown] lang="de" key="quiz-base" given="5"
# ### Quiz
#
# Antworte mit dem Buchstaben in Anführungszeichen, zum Beispiel `"a"`.
#
# **Frage 1.** Eine Agentur meldet: „Eure Engagement Rate liegt bei 5 %.“ Was fragst du zuerst?
#
# - **a** Wie viele Likes waren das?
# - **b** 5 % wovon?
# - **c** Wie viel genau, mit zwei Nachkommastellen?

# %% [markdown] lang="en" key="quiz-base" given="5"
# ### Quiz
#
# Answer with the letter in quotation marks, for example `"a"`.
#
# **Question 1.** An agency reports: "Your engagement rate is 5%." What do you ask first?
#
# - **a** How many likes were that?
# - **b** 5% of what?
# - **c** How much exactly, with two decimals?

# %% key="quiz-base"
answer = "b"  # solution
kk.check("00.quiz_base", answer=answer)

# %% [raw] key="quiz-base"
# [answer]
# a = { de = "Die Zahl der Likes sagt, wie viele reagiert haben, aber nicht, wie viele überhaupt reagieren konnten. Frag nach dem Wovon.", en = "The number of likes says how many reacted, but not how many could have reacted at all. Ask for the base." }
# b = { de = "Ohne das Wovon ist eine Rate nicht vergleichbar: Nach Reichweite, nach Aufrufen und nach Followern gerechnet, ergeben sich drei verschiedene Zahlen.", en = "Without its base a rate cannot be compared: by reach, by views and by followers you get three different numbers." }
# c = { de = "Mehr Nachkommastellen machen die Zahl länger, aber nicht klarer. Es fehlt etwas Wichtigeres: Wovon sind es fünf Prozent?", en = "More decimals make the number longer, but no clearer. Something more important is missing: five percent of what?" }
#
# [[hints]]
# de = "Denk an die Meldung, mit der `kpi_kit` die `engagement_rate` abgelehnt hat. Was hat ihr gefehlt?"
# en = "Think of the message with which `kpi_kit` refused the `engagement_rate`. What was it missing?"

# %% [markdown] lang="de" key="quiz-sum" given="100 10 1000 2 6 12 2.7"
# **Frage 2.** Ein Beitrag erreicht 100 Konten und hat eine Rate von 10 %. Ein zweiter erreicht 1.000 Konten und hat 2 %. Wie hoch ist die Rate beider zusammen?
#
# - **a** 6 %
# - **b** 12 %
# - **c** rund 2,7 %

# %% [markdown] lang="en" key="quiz-sum" given="100 10 1000 2 6 12 2.7"
# **Question 2.** One post reaches 100 accounts and has a rate of 10%. Another one reaches 1,000 accounts and has 2%. What is the rate of both together?
#
# - **a** 6%
# - **b** 12%
# - **c** about 2.7%

# %% key="quiz-sum"
answer = "c"  # solution
kk.check("00.quiz_sum", answer=answer)

# %% [raw] key="quiz-sum"
# [answer]
# a = { de = "Der Mittelwert von 10 % und 2 % behandelt beide Beiträge gleich. Der zweite hat aber zehnmal so viele Menschen erreicht.", en = "The mean of 10% and 2% treats both posts alike. But the second one reached ten times as many people." }
# b = { de = "Raten darf man nicht addieren. Rechne aus, wie viele Interaktionen es zusammen waren und bei welcher Reichweite.", en = "Rates must not be added. Work out how many interactions there were altogether, and with what reach." }
# c = { de = "10 plus 20 sind 30 Interaktionen bei einer Brutto-Reichweite von 1.100. Das ergibt rund 2,7 %.", en = "10 plus 20 makes 30 interactions with a gross reach of 1,100. That gives about 2.7%." }
#
# [[hints]]
# de = "Rechne zuerst aus, wie viele Interaktionen jeder der beiden Beiträge hatte: 10 % von 100 und 2 % von 1.000."
# en = "First work out how many interactions each of the two posts had: 10% of 100 and 2% of 1,000."

# %% [markdown] lang="de" key="quiz-format"
# **Frage 3.** Ein Format hat die höchste Interaktionsrate. Folgt daraus, dass wir nur noch dieses Format machen?
#
# - **a** Ja, die höchste Rate gewinnt.
# - **b** Das hängt davon ab, welches Ziel die Beiträge haben.
# - **c** Nein, Zahlen über die Vergangenheit sagen nie etwas.

# %% [markdown] lang="en" key="quiz-format"
# **Question 3.** One format has the highest engagement rate. Does it follow that we make only this format?
#
# - **a** Yes, the highest rate wins.
# - **b** That depends on the goal of the posts.
# - **c** No, figures about the past never tell us anything.

# %% key="quiz-format"
answer = "b"  # solution
kk.check("00.quiz_format", answer=answer)

# %% [raw] key="quiz-format"
# [answer]
# a = { de = "Eine hohe Rate allein ist noch kein Grund, alles andere aufzugeben. Was würde mit der Bekanntheit geschehen?", en = "A high rate alone is no reason to give up everything else. What would happen to awareness?" }
# b = { de = "Welches Format besser ist, entscheidet das Ziel: Reichweite für Bekanntheit, Reaktionen für die Bindung. Ohne Ziel keine Empfehlung.", en = "Which format is better depends on the goal: reach for awareness, reactions for loyalty. No goal, no recommendation." }
# c = { de = "Die Zahlen zeigen, was war, und das ist viel wert. Es fehlt noch die Frage, wozu das Unternehmen die Beiträge macht.", en = "The figures show what has been, and that is worth a lot. What is missing is the question of what the company posts for." }
#
# [[hints]]
# de = "Denk an den Zielbaum am Anfang: Was steht über der Kennzahl?"
# en = "Think of the goal tree at the beginning: what stands above the KPI?"

# %% [markdown] lang="de" key="practice"
# ## 6 · Antworten und mitnehmen
#
# ### In der Praxis: So kommst du an diesen Export
#
# In der Meta Business Suite bei den Statistiken (*Insights*): Such dort die Liste der Inhalte und einen Knopf wie „Exportieren“. Wähl Instagram und das
# Format CSV. Meta benennt seine Menüs öfter um. Die Datei erkennst du an ihrem Namen: Darin stehen der erste und der letzte Tag.
#
# Was in der Datei fehlt oder überrascht:
#
# - Jede Zeile zeigt den Stand beim Herunterladen. Bei einem neuen Beitrag kommt noch etwas dazu.
# - Die Uhrzeiten gelten für Kalifornien. `kpi_kit` rechnet sie in deutsche Zeit um.
# - Bei manchen Reels fehlt die Reichweite. Leer heißt unbekannt, nicht null.
# - Follower und Käufe stehen nicht darin, auch nicht, wie viele verschiedene Menschen alle Beiträge zusammen erreicht haben.

# %% [markdown] lang="en" key="practice"
# ## 6 · Answers to take away
#
# ### In practice: how to get this export
#
# In Meta Business Suite, among the insights: look there for the list of content and for a button such as "Export". Choose Instagram and the
# format CSV. Meta renames its menus now and then. You can tell the file by its name, which holds the first and the last day.
#
# What is missing from the file, or surprising in it:
#
# - Each row shows the state at the time of the download. A new post is still collecting views and reactions.
# - Times are Californian. `kpi_kit` converts them to German time.
# - For some reels the reach is missing. Empty means unknown, not zero.
# - Followers and purchases are not in it, nor how many different people all posts together have reached.

# %% [markdown] lang="de" key="answer"
# ### Was du antworten kannst
#
# > „Ja, bei den Reels ist auch die Rate am höchsten: {{rate|percent:2}} nach Reichweite, vor den Karussells mit {{sum(carousels["interactions"]) / sum(carousels["reach"])|percent:2}} und den Bildern
# > mit {{values.set_index("format").engagement_rate_by_reach["image"]|percent:2}}. Zwei Vorbehalte: {{max(reels["reach"]) / sum(reels["reach"])|percent:0}} der Kontakte stammen von einem einzigen Reel, und bei {{len(posts[posts["format"] == "reel"]) - len(reels)|number}} von
# > {{len(posts[posts["format"] == "reel"])|number}} Reels fehlt die Reichweite. Nur noch Reels? Sagen Sie mir zuerst, welches Ziel die Beiträge haben.“
#
# ### Was wir gelernt haben
#
# - Zellen laufen mit Umschalt+Enter, der Reihe nach.
# - Das Protokoll zeigt, was aus jeder Zeile geworden ist.
# - Eine Rate braucht ihr Wovon. Erst zusammenzählen, dann teilen.
# - Unbekannt ist nicht null.
# - Fehlermeldungen liest man von unten.

# %% [markdown] lang="en" key="answer"
# ### What you can answer
#
# > "Yes, reels have the highest rate, too: {{rate|percent:2}} by reach, ahead of carousels with {{sum(carousels["interactions"]) / sum(carousels["reach"])|percent:2}} and images
# > with {{values.set_index("format").engagement_rate_by_reach["image"]|percent:2}}. Two reservations: {{max(reels["reach"]) / sum(reels["reach"])|percent:0}} of the contacts come from a single reel, and for {{len(posts[posts["format"] == "reel"]) - len(reels)|number}} of
# > {{len(posts[posts["format"] == "reel"])|number}} reels the reach is missing. Nothing but reels? First tell me what goal the posts have."
#
# ### What we have learned
#
# - Cells run with Shift+Enter, in order.
# - The log shows what has become of each row.
# - A rate needs its base. Add up first, then divide.
# - Unknown is not zero.
# - Error messages are read from the bottom.

# %% [markdown] lang="de" key="transfer" tags=["free-text"]
# ### Aufgabe 4 · Entscheiden: für deine Facharbeit
#
# Lade den Export eines eigenen Kanals herunter oder bitte deinen Betrieb darum.
#
# So schreibst du in diese Zelle: Ein Doppelklick öffnet sie. Klick dann hinter die drei Punkte; erst jetzt kannst du tippen. **Umschalt+Enter** schließt sie.
#
# 1. Welche Interaktionsrate würdest du berichten, und worauf bezieht sie sich?
# 2. Was fehlt in der Datei, das du für eine Empfehlung bräuchtest?
#
# *Deine Antwort:* …

# %% [markdown] lang="en" key="transfer" tags=["free-text"]
# ### Task 4 · Decide: for your term paper
#
# Download the export of a channel of your own, or ask your company for one.
#
# How to write into this cell: a double click opens it. Then click behind the three dots; only now can you type. **Shift+Enter** closes it.
#
# 1. Which engagement rate would you report, and what is it a rate of?
# 2. What is missing from the file that you would need for a recommendation?
#
# *Your answer:* …

# %% [markdown] lang="de" key="reading"
# ### So gibst du ab
#
# Speichere zuerst: Strg+S. Öffne dann ein zweites Terminal, dort, wo du den Kurs gestartet hast, und tippe:
#
# `python start.py handin`
#
# Startest du den Kurs mit `python3` oder mit `py`, beginnt auch diese Zeile so. Daraus entsteht die Datei `abgabe.html`. Sie enthält deine Antworten, den Stand deiner Aufgaben und deine Texte. Schau sie an und schick sie deiner Fachperson.
# In der nächsten Videokonferenz bekommst du Rückmeldung.
#
# ### Zum Weiterlesen
#
# - agma, Glossar, Stichwort „Brutto-Reichweite“: warum Kontakte keine Menschen sind (agma-mmc.de/service/glossar/eintrag/brutto-reichweite).
# - Bundesverband Digitale Wirtschaft (BVDW), Leitfaden zur Erfolgsmessung in Social Media, 2016: der Zielbaum, mit dem dieser Kurs arbeitet.
#
# **Weiter mit Lektion 03:** Ziele setzen: vom Unternehmensziel zum KPI

# %% [markdown] lang="en" key="reading"
# ### How to hand in
#
# Save first: Ctrl+S. Then open a second terminal, in the place where you started the course, and type:
#
# `python start.py handin`
#
# If you start the course with `python3` or with `py`, begin this line the same way. This makes the file `handin.html`. It holds your answers, the state of your exercises and your texts. Look at it and send it to your expert.
# In the next video session you will get feedback.
#
# ### Further reading
#
# - agma, glossary, entry "Brutto-Reichweite" (in German): why contacts are not people (agma-mmc.de/service/glossar/eintrag/brutto-reichweite).
# - BVDW, the German digital-economy association, guideline on measuring success in social media, 2016 (in German): the goal tree of this course.
#
# **Go on with lesson 03:** Setting goals: from business goal to KPI
