# %% [markdown] lang="de" key="title"
# # 07 · Followerwachstum: Bestand und Bewegung
#
# **Zeit:** 4 Stunden · **Daten:** ein Jahr TikTok und zwei Jahre YouTube von Emscherrad
#
# Danach kannst du
#
# - Bestand und Bewegung unterscheiden und mit beiden richtig rechnen,
# - Nettowachstum, Wachstumsrate, mittlere Rate je Monat und Abwanderung bestimmen,
# - einen Sprung in der Kurve erklären, bevor ihn jemand feiert oder beklagt,
# - einen Ausblick mit Spanne geben und daraus ein Followerziel ableiten.
#
# **Du brauchst** die Lektionen 00, 03 und 06.
#
# | Abschnitt | Minuten |
# |---|---|
# | 1 · Bestand und Bewegung | 45 |
# | 2 · Wachstum messen | 50 |
# | 3 · Einen Sprung erklären | 55 |
# | 4 · Ausblick mit Spanne | 45 |
# | 5 · Quiz und Entscheidung | 25 |
# | 6 · Antworten und mitnehmen | 20 |
#
# **Im Zielbaum** gehören Follower zum strategischen Ziel „Kunden gewinnen“, stehen aber weit unten: Sie sind ein Vorrat an möglichen Kontakten, noch kein Erfolg.

# %% [markdown] lang="en" key="title"
# # 07 · Follower growth: stock and flow
#
# **Time:** 4 hours · **Data:** one year of TikTok and two years of YouTube from Emscherrad
#
# Afterwards you can
#
# - tell stock from flow, and calculate correctly with both,
# - find net growth, growth rate, the average rate per month, and churn,
# - explain a jump in the curve before anybody celebrates or mourns it,
# - give an outlook with a range, and derive a follower goal from it.
#
# **You need** lessons 00, 03 and 06.
#
# | Section | Minutes |
# |---|---|
# | 1 · Stock and flow | 45 |
# | 2 · Measuring growth | 50 |
# | 3 · Explaining a jump | 55 |
# | 4 · An outlook with a range | 45 |
# | 5 · Quiz and decision | 25 |
# | 6 · Answers to take away | 20 |
#
# **In the goal tree** followers belong to the strategic goal "win customers", but a long way down: they are a stock of possible contacts, not yet a success.

# %% [markdown] lang="de" key="question" given="10000"
# ## Die Frage der Geschäftsführung
#
# Es ist Ende Juni 2026. „Bis zum Herbst sind wir auf TikTok jeden Monat um Hunderte Follower gewachsen. Dann brach die Zahl ein, aber die Interaktionsrate wurde besser.
# Was war da los? Und schaffen wir 10.000 Follower bis Jahresende?“
#
# ## 1 · Bestand und Bewegung
#
# Wir laden das letzte Jahr von TikTok und die Liste der Videos. TikTok schreibt die Tage ohne Jahr; `year=2026` sagt, in welches Jahr der letzte Tag gehört.
# `days` hat eine Zeile je Tag, nach Datum sortiert. `tail` zeigt die letzten fünf.

# %% [markdown] lang="en" key="question" given="10000"
# ## What management asks
#
# It is the end of June 2026. "Until last autumn we gained hundreds of followers a month on TikTok. Then the number collapsed, but the engagement rate got better.
# What happened there? And will we reach 10,000 followers by the end of the year?"
#
# ## 1 · Stock and flow
#
# We load the last year of TikTok and the list of videos. TikTok writes its days without a year; `year=2026` says which year the last day belongs to.
# `days` has one row per day, sorted by date. `tail` shows the last five.

# %% key="load"
import kpi_kit as kk

kk.use("de")  # @de
kk.use("en")  # @en
kk.explain_errors()
folder = kk.sample() / "tiktok"
tiktok = kk.load(folder / "2026", folder / "Video_2024-07-01_2026-06-30.csv", year=2026)
days = tiktok.accounts.sort_values("date")
days[["date", "followers", "net_follows"]].tail()

# %% [markdown] lang="de" key="task-start"
# Beides kennst du aus Lektion 03. `followers` ist ein Bestand: ein Stand am Ende des Tages, wie der Kontostand. `net_follows` ist eine Bewegung: was an diesem Tag dazukam,
# abzüglich der Abgänge. Bewegungen darf man zusammenzählen, Bestände nie. Bei einem Bestand zählt der letzte Wert.
#
# Das **Nettowachstum** eines Monats ist der Bestand an seinem Ende minus der Bestand an seinem Anfang. Der Anfang ist der Abend vorher, nicht der Abend des ersten Tages.
#
# ### Aufgabe 1 · Rechnen: der Dezember
#
# `stock` gibt dir den Bestand eines Tages, zum Beispiel `stock["2026-06-30"]`. Bestimme für den Dezember 2025 den Anfang (`start`), das Ende (`end`) und das Nettowachstum (`net`).

# %% [markdown] lang="en" key="task-start"
# You know both from lesson 03. `followers` is a stock: a level at the end of the day, like the balance of a bank account. `net_follows` is a flow: what came in on that day,
# less what went out. Flows may be added up, stocks never. For a stock, the last value counts.
#
# The **net growth** of a month is the stock at its end minus the stock at its start. The start is the evening before, not the evening of the first day.
#
# ### Task 1 · Calculate: December
#
# `stock` gives you the stock of a day, such as `stock["2026-06-30"]`. For December 2025, find the level at the start (`start`), at the end (`end`), and the net growth (`net`).

# %% key="task-start"
stock = days.set_index("date")["followers"]
start = stock["2025-11-30"]  # solution
end = stock["2025-12-31"]  # solution
net = end - start  # solution
kk.check("07.december", start=start, net=net)

# %% [raw] key="task-start"
# kind = "build"
# worked = { de = "Der Dezember beginnt mit dem Stand vom Abend des 30. Novembers. Sonst fehlt, was am 1. Dezember dazukam.", en = "December starts with the level on the evening of 30 November. Otherwise, what came in on 1 December is lost." }
#
# [start]
# tolerance = 0.00001
# right = { de = "Der Anfang ist der Abend vorher.", en = "The start is the evening before." }
# other = { de = "Gesucht ist der Bestand am Abend vor dem ersten Dezembertag.", en = "Find the stock on the evening before the first day of December." }
# also = ["days[days['date'] == '2025-11-30']['followers']", "stock['2025-12-01'] - days.set_index('date')['net_follows']['2025-12-01']"]
#
# [[start.wrong]]
# value = "stock['2025-12-01']"
# de = "Das ist der Abend des ersten Tages. Was an diesem Tag dazukam, fiele so heraus."
# en = "This is the evening of the first day. What came in on that day would be left out."
#
# [[start.wrong]]
# value = "stock['2025-12-31']"
# de = "Das ist das Ende des Monats. Der Anfang ist der Abend vor dem 1. Dezember."
# en = "This is the end of the month. The start is the evening before 1 December."
#
# [[start.wrong]]
# value = "stock['2025-11-30'] / 1000"
# de = "Der Punkt ist in Python das Dezimalzeichen. Schreib Tausender ohne Punkt, oder lass Python nachsehen: `stock[…]`."
# en = "In Python the point is the decimal sign. Write thousands without a point, or let Python look it up: `stock[…]`."
#
# [[start.wrong]]
# value = "stock['2025-10-31']"
# de = "Das ist ein Monat zu früh: So beginnt der November."
# en = "This is one month too early: it is how November starts."
#
# [net]
# right = { de = "Und das Nettowachstum stimmt mit der Summe der täglichen Bewegungen überein.", en = "And the net growth agrees with the sum of the daily flows." }
# other = { de = "Zieh den Anfangsbestand vom Endbestand ab.", en = "Subtract the stock at the start from the stock at the end." }
# also = ["days.query(\"'2025-12-01' <= date <= '2025-12-31'\")['net_follows'].sum()", "kk.compute(days, ['net_follower_growth'], by='month').query(\"month == '2025-12'\")['net_follower_growth']"]
#
# [[net.wrong]]
# value = "stock['2025-12-31'] - stock['2025-12-01']"
# de = "Hier fehlt der erste Dezembertag. Der Anfang ist der Abend vorher."
# en = "This leaves out the first day of December. The start is the evening before."
#
# [[net.wrong]]
# value = "stock['2025-12-01':'2025-12-31'].sum()"
# de = "Du hast Bestände zusammengezählt. Derselbe Follower steckt dann an jedem Tag noch einmal darin."
# en = "You added up stocks. The same follower is then counted anew on each day."
#
# [[net.wrong]]
# value = "stock['2025-11-30'] + stock['2025-12-31']"
# de = "Du hast zwei Bestände zusammengezählt. Gesucht ist, was zwischen ihnen liegt: Ende minus Anfang."
# en = "You added up two stocks. We want what lies between them: end minus start."
#
# [[net.wrong]]
# value = "stock['2025-12-31']"
# de = "Das ist der Bestand am Ende. Gesucht ist seine Veränderung im Dezember."
# en = "This is the stock at the end. We want its change in December."
#
# [[net.wrong]]
# value = "(stock['2025-12-31'] - stock['2025-11-30']) / stock['2025-11-30']"
# de = "Das ist schon die Wachstumsrate. Gesucht sind hier die Follower selbst: Ende minus Anfang."
# en = "This is the growth rate already. Here we want the followers themselves: end minus start."
#
# [[net.wrong]]
# value = "stock['2025-12-31'] / stock['2025-11-30']"
# de = "Du hast geteilt. Gesucht ist der Abstand: Ende minus Anfang."
# en = "You divided. We want the distance: end minus start."
#
# [[hints]]
# de = "Der letzte Tag vor dem Dezember ist der 30. November."
# en = "The last day before December is 30 November."
#
# [[hints]]
# de = "Schreib `start = stock[\"2025-11-30\"]`, das Ende genauso, und zieh dann ab."
# en = "Write `start = stock[\"2025-11-30\"]`, the end likewise, then subtract."

# %% [markdown] lang="de" key="growth"
# ## 2 · Wachstum messen
#
# Die **Wachstumsrate** ist das Nettowachstum, geteilt durch den Bestand am Anfang. `compute` kennt beide und nimmt von selbst den Abend vorher. Nur vor dem ersten Tag der Datei liegt keiner: Der Juli 2025 zählt deshalb erst ab dem Abend des 1. Juli.

# %% [markdown] lang="en" key="growth"
# ## 2 · Measuring growth
#
# The **growth rate** is net growth divided by the stock at the start. `compute` knows both, and takes the evening before by itself. Before the first day of the file there is no evening, so July 2025 counts from that of 1 July.

# %% key="growth"
months = kk.compute(days, ["net_follower_growth", "follower_growth_rate"], by="month")
months[["month", "net_follower_growth", "follower_growth_rate"]]

# %% [markdown] lang="de" key="task-quarter"
# Drei Abschnitte fallen auf: starkes Wachstum bis September, ein Einbruch im November, danach ruhiges Wachstum.
#
# ### Aufgabe 2 · Ändern: nach Quartalen
#
# Ändere in der ersten Zeile `"month"` in `"quarter"`. Wie groß war das Nettowachstum im letzten Quartal 2025 (`2025-Q4`)? Schreib es mit seinem Vorzeichen.
# Die Spalten daneben sagen, wie viele Tage in einer Zeile stecken und ob der Zeitraum vollständig ist.

# %% [markdown] lang="en" key="task-quarter"
# Three stretches stand out: strong growth up to September, a collapse in November, calm growth afterwards.
#
# ### Task 2 · Change: by quarter
#
# In the first line, change `"month"` into `"quarter"`. What was net growth in the last quarter of 2025 (`2025-Q4`)? Write it with its sign.
# The columns beside it say how many days a row holds, and whether its period is complete.

# %% key="task-quarter"
display(kk.compute(days, ["net_follower_growth"], by="month"))  # @learner
display(kk.compute(days, ["net_follower_growth"], by="quarter"))  # solution
quarter_net = -2318  # solution
kk.check("07.quarter", quarter_net=quarter_net)

# %% [raw] key="task-quarter"
# kind = "change"
# worked = { de = "Nettowachstum ist eine Bewegung: Die drei Monate zusammen ergeben das Quartal. Raten darf man so nicht addieren.", en = "Net growth is a flow: the three months together make the quarter. Rates must not be added like that." }
#
# [quarter_net]
# right = { de = "Das Quartal ist im Minus, obwohl zwei seiner drei Monate im Plus sind.", en = "The quarter is negative, though two of its three months are positive." }
# other = { de = "Ändere in der ersten Zeile `\"month\"` in `\"quarter\"` und lies die Zeile `2025-Q4`.", en = "In the first line, change `\"month\"` into `\"quarter\"` and read the row `2025-Q4`." }
# also = ["stock['2025-12-31'] - stock['2025-09-30']", "119 - 2515 + 78"]
#
# [[quarter_net.wrong]]
# value = "stock['2025-11-30'] - stock['2025-10-31']"
# de = "Das ist der November allein. Gefragt ist das ganze Quartal."
# en = "This is November alone. The question asks for the whole quarter."
#
# [[quarter_net.wrong]]
# value = "stock['2025-12-31']"
# de = "Das ist der Bestand am Ende des Quartals. Gefragt ist seine Veränderung."
# en = "This is the stock at the end of the quarter. The question asks for its change."
#
# [[quarter_net.wrong]]
# value = "stock['2025-09-30'] - stock['2025-07-01']"
# de = "Das ist das dritte Quartal. Gefragt ist das letzte: die Zeile `2025-Q4`."
# en = "This is the third quarter. The question asks for the last one: the row `2025-Q4`."
#
# [[quarter_net.wrong]]
# value = "stock['2026-03-31'] - stock['2025-12-31']"
# de = "Das ist das erste Quartal 2026. Gefragt ist das letzte von 2025: die Zeile `2025-Q4`."
# en = "This is the first quarter of 2026. The question asks for the last one of 2025: the row `2025-Q4`."
#
# [[quarter_net.wrong]]
# value = "stock['2026-06-30'] - stock['2026-03-31']"
# de = "Das ist das zweite Quartal 2026. Gefragt ist das letzte von 2025: die Zeile `2025-Q4`."
# en = "This is the second quarter of 2026. The question asks for the last one of 2025: the row `2025-Q4`."
#
# [[quarter_net.wrong]]
# value = "stock['2025-10-31'] - stock['2025-09-30'] + stock['2025-12-31'] - stock['2025-11-30']"
# de = "Hier fehlt der November. Auch ein Verlust gehört zum Quartal."
# en = "This leaves out November. A loss belongs to the quarter, too."
#
# [[quarter_net.wrong]]
# value = "stock['2025-12-31'] - stock['2025-11-30']"
# de = "Das ist der Dezember allein. Gefragt ist das ganze Quartal."
# en = "This is December alone. The question asks for the whole quarter."
#
# [[quarter_net.wrong]]
# value = "-2.318"
# de = "Der Punkt ist in Python das Dezimalzeichen, hier steht also eine Zahl zwischen -1 und -2. Schreib Tausender ohne Punkt."
# en = "In Python the point is the decimal sign, so this is a number between -1 and -2. Write thousands without a point."
#
# [[quarter_net.wrong]]
# value = "92"
# de = "Das ist die Zahl der Tage im Quartal. Das Nettowachstum steht in der Spalte `net_follower_growth`."
# en = "This is the number of days in the quarter. Net growth stands in the column `net_follower_growth`."
#
# [[hints]]
# de = "Ersetze nur das Wort in den Anführungszeichen hinter `by=` und führ die Zelle aus."
# en = "Replace only the word in quotation marks after `by=`, and run the cell."
#
# [[hints]]
# de = "Lies in der Zeile `2025-Q4` die Spalte `net_follower_growth`. Das Minus gehört dazu."
# en = "In the row `2025-Q4`, read the column `net_follower_growth`. The minus is part of it."

# %% [markdown] lang="de" key="task-cmgr"
# Wie schnell wächst das Konto im Mittel? Wachstum baut auf Wachstum auf, wie beim Zinseszins. Deshalb nimmt man die **CMGR** (*compound monthly growth rate*):
# die gleichbleibende Monatsrate, die vom Anfang zum Ende führt. Du teilst das Ende durch den Anfang, ziehst daraus bei sechs Monaten die sechste Wurzel und nimmst 1 weg.
#
# ### Aufgabe 3 · Rechnen: Januar bis Juni
#
# Rechne die Rate für das erste Halbjahr 2026, als Anteil. `first` ist der Bestand am Anfang, `last` der am Ende. In Python ist `x ** (1 / 6)` die sechste Wurzel aus `x`.

# %% [markdown] lang="en" key="task-cmgr"
# How fast does the account grow on average? Growth builds on growth, like compound interest. So one takes the **CMGR** (compound monthly growth rate):
# the steady monthly rate that leads from start to end. Divide the end by the start, take the sixth root if there are six months, and subtract 1.
#
# ### Task 3 · Calculate: January to June
#
# Calculate the rate for the first half of 2026, as a share. `first` is the stock at the start, `last` that at the end. In Python, `x ** (1 / 6)` is the sixth root of `x`.

# %% key="task-cmgr"
first = stock["2025-12-31"]
last = stock["2026-06-30"]
cmgr = (last / first) ** (1 / 6) - 1  # solution
kk.check("07.cmgr", cmgr=cmgr)

# %% [raw] key="task-cmgr"
# kind = "build"
# worked = { de = "Sechs Monate hintereinander mit dieser Rate führen genau vom Anfang zum Ende.", en = "Six months in a row at this rate lead exactly from start to end." }
#
# [cmgr]
# right = { de = "Knapp zwei Prozent im Monat.", en = "Just under two percent a month." }
# other = { de = "Rechne Ende durch Anfang, hoch ein Sechstel, minus 1.", en = "Calculate end divided by start, to the power of one sixth, minus 1." }
# also = ["kk.compute(days.query(\"date >= '2026-01-01'\"), ['compound_monthly_growth_rate'])['compound_monthly_growth_rate'][0]", "pow(last / first, 1 / 6) - 1", "0.0187"]
# tolerance = 0.008
#
# [[cmgr.wrong]]
# value = "last / first - 1"
# de = "Das ist die Rate für das ganze Halbjahr. Gefragt ist die Rate je Monat."
# en = "This is the rate of the whole half-year. The question asks for the rate per month."
#
# [[cmgr.wrong]]
# value = "(last / first - 1) / 6"
# de = "Geteilt durch sechs vergisst den Zinseszins: Jeder Monat wächst auf dem vorigen auf."
# en = "Dividing by six forgets compounding: each month grows on top of the one before."
#
# [[cmgr.wrong]]
# value = "(last / first) ** (1 / 6)"
# de = "Das ist der Wachstumsfaktor. Zieh noch 1 ab."
# en = "This is the growth factor. Subtract 1."
#
# [[cmgr.wrong]]
# value = "(last / first) ** 1 / 6 - 1"
# de = "Python rechnet hier erst hoch 1 und teilt dann durch 6. Setz Klammern um den Bruch: `** (1 / 6)`."
# en = "Here Python takes the power of 1 first and then divides by 6. Put brackets around the fraction: `** (1 / 6)`."
#
# [[cmgr.wrong]]
# value = "last / first ** (1 / 6) - 1"
# de = "Die Wurzel gilt hier nur für `first`. Setz Klammern um `last / first`."
# en = "Here the root is taken of `first` alone. Put brackets around `last / first`."
#
# [[cmgr.wrong]]
# value = "(last / first) ** (1 / 6 - 1)"
# de = "Das Minus 1 steht mit in der Klammer. Zieh die 1 erst ganz am Ende ab."
# en = "The minus 1 stands inside the brackets. Subtract the 1 at the very end."
#
# [[cmgr.wrong]]
# value = "(last / first) ** 6 - 1"
# de = "Du hast hoch 6 genommen. Gesucht ist die sechste Wurzel: hoch `(1 / 6)`."
# en = "You took the sixth power. We want the sixth root: to the power of `(1 / 6)`."
#
# [[cmgr.wrong]]
# value = "(last / first) ** (1 / 5) - 1"
# de = "Von Ende Dezember bis Ende Juni vergehen sechs Monate, nicht fünf."
# en = "From the end of December to the end of June, six months pass, not five."
#
# [[cmgr.wrong]]
# value = "(last / first) ** (1 / 12) - 1"
# de = "Das halbe Jahr hat sechs Monate. Nimm die sechste Wurzel."
# en = "Half a year has six months. Take the sixth root."
#
# [[cmgr.wrong]]
# value = "(first / last) ** (1 / 6) - 1"
# de = "Anfang und Ende sind vertauscht: Teile `last` durch `first`."
# en = "Start and end have changed places: divide `last` by `first`."
#
# [[cmgr.wrong]]
# value = "(last - first) / 6"
# de = "Das sind Follower je Monat. Gefragt ist eine Rate, also ein Anteil vom Bestand."
# en = "These are followers per month. The question asks for a rate, which is a share of the stock."
#
# [[cmgr.wrong]]
# value = "months['follower_growth_rate'].mean()"
# de = "Das ist das Mittel aller zwölf Monatsraten. Gefragt ist das erste Halbjahr 2026, und Raten mittelt man nicht."
# en = "This is the mean of all twelve monthly rates. The question is about the first half of 2026, and rates are not averaged."
#
# [[cmgr.wrong]]
# value = "last - first"
# de = "Das ist das Nettowachstum. Gefragt ist eine Rate je Monat."
# en = "This is net growth. The question asks for a rate per month."
#
# [[hints]]
# de = "Beginne mit `last / first`. Das ist der Faktor für sechs Monate."
# en = "Begin with `last / first`. This is the factor for six months."
#
# [[hints]]
# de = "Davon die sechste Wurzel, in Klammern, und danach minus 1."
# en = "Take its sixth root, in brackets, and then subtract 1."

# %% [markdown] lang="de" key="trend"
# ## 3 · Einen Sprung erklären
#
# Jetzt das Bild. `trend` zeichnet den Bestand. Jeder Punkt zeigt den letzten Tag seines Monats.

# %% [markdown] lang="en" key="trend"
# ## 3 · Explaining a jump
#
# Now the picture. `trend` draws the stock. Each point shows the last day of its month.

# %% key="trend"
chart = kk.charts.trend(kk.compute(days, ["followers"], by="month"), "followers")

# %% [markdown] lang="de" key="jump"
# **Rate zuerst.** Sind die Follower im November nach und nach gegangen oder alle auf einmal? Wir sehen uns die Tage um die Mitte des Monats an.

# %% [markdown] lang="en" key="jump"
# **Guess first.** In November, did the followers leave bit by bit, or all at once? We look at the days around the middle of the month.

# %% key="jump"
november = days.query("'2025-11-15' <= date <= '2025-11-21'")
november[["date", "followers", "net_follows", "views", "interactions"]]

# %% [markdown] lang="de" key="rates"
# Am 18. November verschwanden {{-min(days["net_follows"])|number}} Follower, an einem einzigen Tag. So verhalten sich keine Menschen. Der Export nennt keinen Grund; den meldet die Plattform:
# TikTok hat **Bots** gelöscht, also Konten, die von Programmen betrieben werden. Aufrufe und Interaktionen laufen weiter.
#
# Und die bessere Rate? `posts_with_followers` setzt zu jedem Video den Bestand am Tag seiner Veröffentlichung. `period` enthält die drei Monate vor und nach der Löschung.
# `groupby` trennt beide, `mean` mittelt die Spalten, dann teilen wir.

# %% [markdown] lang="en" key="rates"
# On 18 November, {{-min(days["net_follows"])|number}} followers vanished, on a single day. People do not behave like that. The export gives no reason; the platform announces it:
# TikTok deleted **bots**, accounts that are run by programs. Views and interactions went on as before.
#
# And the better rate? `posts_with_followers` gives each video the stock on the day it was published. `period` holds the three months before the deletion and the three after it.
# `groupby` separates the two, `mean` averages the columns, then we divide.

# %% key="rates"
videos = tiktok.posts_with_followers()
period = videos.query("'2025-08-18' <= published_on < '2026-02-18'")
purged = period["published_on"] >= "2025-11-18"
table = period.groupby(purged)[["interactions", "views", "followers"]].mean()
table["by_followers"] = table["interactions"] / table["followers"]
table["by_views"] = table["interactions"] / table["views"]
table.round(4)

# %% [markdown] lang="de" key="task-rates"
# Die Zeile `False` steht für die Videos vor der Löschung, `True` für die danach.
#
# ### Aufgabe 4 · Lesen: Was ist besser geworden?
#
# Antworte jeweils mit `"up"` (deutlich gestiegen) oder `"same"` (fast gleich).
#
# 1. `by_followers`: die Rate nach Followern
# 2. `by_views`: die Rate nach Aufrufen

# %% [markdown] lang="en" key="task-rates"
# The row `False` stands for the videos before the deletion, `True` for those after it.
#
# ### Task 4 · Read: what has got better?
#
# Answer `"up"` (clearly risen) or `"same"` (almost the same) for each.
#
# 1. `by_followers`: the rate by followers
# 2. `by_views`: the rate by views

# %% key="task-rates"
by_followers = "up"  # solution
by_views = "same"  # solution
kk.check("07.rates", by_followers=by_followers, by_views=by_views)

# %% [raw] key="task-rates"
# kind = "read"
# worked = { de = "Nur der Nenner ist geschrumpft. Die Bots haben nie zugesehen, also ändert sich je Aufruf kaum etwas.", en = "Only the base has shrunk. The bots never watched, so hardly anything changes per view." }
#
# [by_followers]
# up = { also = ["gestiegen", "deutlich gestiegen", "risen", "clearly risen"], de = "Nach Followern sieht es viel besser aus.", en = "By followers it looks much better." }
# same = { also = ["gleich", "fast gleich", "almost the same"], de = "Zu `by_followers`: Vergleich die beiden Zeilen. Die Rate steigt um mehr als die Hälfte.", en = "On `by_followers`: compare the two rows. The rate rises by more than one half." }
#
# [by_views]
# same = { also = ["gleich", "fast gleich", "almost the same"], de = "Nach Aufrufen ist fast nichts geschehen.", en = "By views, almost nothing has happened." }
# up = { also = ["gestiegen", "deutlich gestiegen", "risen", "clearly risen"], de = "Zu `by_views`: Der Unterschied ist winzig gegen das Auf und Ab der Monate.", en = "On `by_views`: the difference is tiny beside the ups and downs of the months." }
#
# [[hints]]
# de = "Vergleich in jeder der beiden letzten Spalten die obere mit der unteren Zahl."
# en = "In each of the last two columns, compare the upper number with the lower one."
#
# [[hints]]
# de = "Teile die untere Zahl durch die obere. Ist das Ergebnis nahe 1, hat sich fast nichts geändert."
# en = "Divide the lower number by the upper one. If the result is close to 1, hardly anything has changed."

# %% [markdown] lang="de" key="flow"
# Nun das Bild der Bewegung. Die erste Zeile lässt den Tag der Löschung weg. `gained` zählt die Tage im Plus zusammen, `lost` die im Minus.
# `before` ist der Bestand am Abend vor dem ersten Tag. Was die Bewegung nicht erklärt, zeigt `follower_flow` als eigenen Schritt.

# %% [markdown] lang="en" key="flow"
# Now the picture of the flow. The first line leaves out the day of the deletion. `gained` adds up the days that gained, `lost` those that lost.
# `before` is the stock on the evening before the first day. `follower_flow` shows what the flow does not explain as a step of its own.

# %% key="flow"
usual = days[days["date"] != "2025-11-18"]["net_follows"]
gained = sum(usual[usual > 0])
lost = -sum(usual[usual < 0])
before = stock.iloc[0] - days["net_follows"].iloc[0]
chart = kk.charts.follower_flow(start=before, gained=gained, lost=lost, end=last, of="TikTok")

# %% [markdown] lang="de" key="task-churn" given="1869"
# TikTok verrechnet Zugänge und Abgänge eines Tages. YouTube nennt beide. Dort siehst du auch die **Abwanderung**: wie viele gehen. Ihre Rate ist: Abgänge geteilt durch den Bestand am Anfang.
#
# Den Bestand nennt YouTubes Datei nicht. Im Kanal steht er: 1.869 Abonnenten am Abend des letzten Tages (`now`). Von dort rechnest du zurück.
#
# ### Aufgabe 5 · Rechnen: die Abwanderung
#
# `came` zählt, wer in den letzten zwölf Monaten kam, `left`, wer ging. Wie groß war der Bestand davor (`then`)? Und wie hoch ist die Abwanderungsrate dieses Jahres, als Anteil?

# %% [markdown] lang="en" key="task-churn" given="1869"
# TikTok gives one number for a day, arrivals less departures. YouTube states both. There you also see the **churn**: how many leave. Its rate is those who left, divided by the stock at the start.
#
# YouTube's file does not state the stock. The channel page does: 1,869 subscribers on the evening of the last day (`now`). From there you count back.
#
# ### Task 5 · Calculate: the churn
#
# `came` counts who came in the last twelve months, `left` who left. How large was the stock before that (`then`)? And what is this year's churn rate, as a share?

# %% key="task-churn"
youtube = kk.load(kk.sample() / "youtube").accounts.query("date >= '2025-07-01'")
came = sum(youtube["follows"])
left = sum(youtube["unfollows"])
now = 1869
print(came, left)
then = now - came + left  # solution
churn_rate = left / then  # solution
kk.check("07.churn", then=then, churn_rate=churn_rate)

# %% [raw] key="task-churn"
# kind = "build"
# worked = { de = "Rückwärts gerechnet wird aus einem Zugang ein Abzug: Wer kam, war vorher noch nicht da; wer ging, war es. Auf diesen Anfangsbestand bezieht sich die Rate.", en = "Counting back, an arrival is subtracted: those who came were not there before; those who left were. The rate relates to this stock at the start." }
#
# [then]
# right = { de = "So viele waren es vor zwölf Monaten.", en = "That is how many there were twelve months ago." }
# other = { de = "Nimm den heutigen Bestand, zieh ab, wer dazukam, und zähl dazu, wer ging.", en = "Take today's stock, subtract those who came, and add those who left." }
# also = ["now - (came - left)", "now + left - came", "1869 - 776 + 270"]
#
# [[then.wrong]]
# value = "now - came"
# de = "Es fehlen die, die gegangen sind: Vor einem Jahr waren sie noch da. Zähl `left` wieder dazu."
# en = "Those who left are missing: a year ago they were still there. Add `left` again."
#
# [[then.wrong]]
# value = "now + came - left"
# de = "So rechnest du ein Jahr nach vorn. Zurück geht es andersherum: Zugänge abziehen, Abgänge dazuzählen."
# en = "That counts a year ahead. Going back it is the other way round: subtract who came, add who left."
#
# [[then.wrong]]
# value = "now - came - left"
# de = "Wer ging, war vor einem Jahr noch da. Zieh `left` nicht ab, zähl es dazu."
# en = "Those who left were still there a year ago. Do not subtract `left`, add it."
#
# [[then.wrong]]
# value = "now - left"
# de = "Du hast nur die Abgänge verwendet. Zieh ab, wer dazukam, und zähl dazu, wer ging."
# en = "You used only those who left. Subtract who came, and add who left."
#
# [[then.wrong]]
# value = "now"
# de = "Das ist der Bestand von heute. Rechne ihn um zwölf Monate zurück."
# en = "This is today's stock. Count it back by twelve months."
#
# [[then.wrong]]
# value = "came - left"
# de = "Das ist das Nettowachstum des Jahres. Zieh es vom heutigen Bestand ab."
# en = "This is the year's net growth. Subtract it from today's stock."
#
# [churn_rate]
# right = { de = "Etwa jeder fünfte Abonnent ist in einem Jahr gegangen.", en = "About one subscriber in five left within a year." }
# other = { de = "Teile `left` durch `then`.", en = "Divide `left` by `then`." }
# also = ["270 / 1363", "left / (now + left - came)", "0.198"]
#
# [[churn_rate.wrong]]
# value = "left / came"
# de = "Das bezieht die Abgänge auf die Zugänge. Gehen konnte aber, wer am Anfang da war: Teile durch `then`."
# en = "This relates those who left to those who came. But it is those there at the start who could leave: divide by `then`."
#
# [[churn_rate.wrong]]
# value = "left / now"
# de = "Du hast durch den Bestand von heute geteilt. Die Rate bezieht sich auf den am Anfang, `then`."
# en = "You divided by today's stock. The rate relates to that at the start, `then`."
#
# [[churn_rate.wrong]]
# value = "(came - left) / then"
# de = "Das ist die Wachstumsrate: Zugänge minus Abgänge. Für die Abwanderung zählen nur die Abgänge."
# en = "This is the growth rate: those who came minus those who left. For churn, only those who left count."
#
# [[churn_rate.wrong]]
# value = "came / then"
# de = "Über dem Bruchstrich stehen die Zugänge. Abwanderung zählt die Abgänge: `left`."
# en = "Those who came stand above the line. Churn counts those who left: `left`."
#
# [[churn_rate.wrong]]
# value = "then / left"
# de = "Der Bruch steht auf dem Kopf: Abgänge geteilt durch Bestand."
# en = "The fraction is upside down: those who left, divided by the stock."
#
# [[churn_rate.wrong]]
# value = "left / then / 12"
# de = "Das ist die Rate je Monat. Gefragt ist die des ganzen Jahres."
# en = "This is the rate per month. The question asks for that of the whole year."
#
# [[churn_rate.wrong]]
# value = "left"
# de = "Das ist die Zahl der Abgänge. Für die Rate teilst du sie durch den Bestand am Anfang."
# en = "This is the number of those who left. For the rate, divide it by the stock at the start."
#
# [[hints]]
# de = "Stell dir den Kontostand vor: Du kennst den von heute, alle Einzahlungen und alle Auszahlungen. Wie hoch war er vorher?"
# en = "Think of a bank account: you know today's balance, all that was paid in and all that was paid out. What was it before?"
#
# [[hints]]
# de = "`then` ist `now - came + left`. Die Rate ist `left` geteilt durch `then`."
# en = "`then` is `now - came + left`. The rate is `left` divided by `then`."

# %% [markdown] lang="de" key="typical-mistake"
# {{came|number}} kamen, {{left|number}} gingen. Im Nettowachstum von {{came - left|number}} sieht man die Abgänge nicht. Darum lohnt sich der Blick auf beide.
#
# ### Typischer Fehler: Bots als Erfolg verbuchen
#
# Im September meldete der Bericht: „TikTok ist im August um rund {{round(months.set_index("month")["follower_growth_rate"]["2025-08"] * 100)|number}} % gewachsen.“ Im Winter dann: „Engagement stark verbessert.“ Beide Sätze sind richtig gerechnet und führen trotzdem in die Irre.
#
# Woran du den Fehler bemerkst: Wenn Follower steigen, müssten Aufrufe und Interaktionen mitziehen. Tun sie es nicht, frag, wer da folgt. Ein Sprung an einem Tag braucht einen Grund an diesem Tag: Am {{days.set_index("date")["net_follows"].idxmax()|day}} kamen {{max(days["net_follows"])|number}} Follower, und kein Video erklärt sie.

# %% [markdown] lang="en" key="typical-mistake"
# {{came|number}} came, {{left|number}} left. Net growth of {{came - left|number}} hides those who left. That is why it pays to look at both.
#
# ### Typical mistake: counting bots as success
#
# In September the report said: "TikTok grew by some {{round(months.set_index("month")["follower_growth_rate"]["2025-08"] * 100)|number}}% in August." In winter it said: "Engagement much improved." Both sentences are calculated correctly, and both mislead.
#
# How to notice the mistake: if followers rise, views and interactions should rise with them. If they do not, ask who is following. A jump on one day needs a reason on that day: on {{days.set_index("date")["net_follows"].idxmax()|day}}, {{max(days["net_follows"])|number}} followers came, and no video explains them.

# %% [markdown] lang="de" key="forecast"
# ## 4 · Ausblick mit Spanne
#
# Was kommt bis Jahresende, wenn alles so weitergeht? `forecast` schreibt den Bestand bis zu einem Tag fort und gibt eine Spanne dazu. `date(2026, 12, 31)` ist der {{end: date(2026, 12, 31)|day}},
# und `stock=True` sagt, dass es ein Bestand ist. Wir rechnen zweimal: mit allen Tagen und nur mit denen seit dem 19. November.
#
# **Rate zuerst.** Welche Spanne wird breiter? Die Tabelle stellt beide untereinander: `value` ist die Schätzung, `low` und `high` sind die Grenzen.

# %% [markdown] lang="en" key="forecast"
# ## 4 · An outlook with a range
#
# Where will we be at the end of the year if things go on like this? `forecast` carries the stock on to a day and adds a range. `date(2026, 12, 31)` is {{end: date(2026, 12, 31)|day}},
# and `stock=True` says that it is a stock. We calculate twice: with all days, and only with those since 19 November.
#
# **Guess first.** Which range will be wider? The table shows both, one below the other: `value` is the estimate, `low` and `high` are the limits.

# %% key="forecast"
from datetime import date

import pandas as pd

all_days = kk.forecast(stock, date(2026, 12, 31), stock=True)
outlook = kk.forecast(stock["2025-11-19":], date(2026, 12, 31), stock=True)
limits = pd.DataFrame([all_days, outlook], index=["all_days", "outlook"])
limits[["value", "low", "high"]].round()

# %% [markdown] lang="de" key="outlook" given="90 10000"
# Mit der Löschung in der Reihe wird die Spanne so breit, dass sie nichts mehr sagt: Sogar 10.000 läge noch darin. Ohne die Löschung reicht sie von {{outlook.low|number}} bis {{outlook.high|number}}.
# Mit 90 % Wahrscheinlichkeit liegt der Bestand dann dazwischen, und 10.000 ist weit weg.
#
# Eine solche Spanne kennt nur die Vergangenheit: keine Kampagne, keine neue Löschung. Je weiter der Tag entfernt ist, desto mehr kann geschehen, was in ihr nicht steckt.
#
# ## 5 · Quiz und Entscheidung
#
# ### Quiz
#
# **Frage 1.** Du hast die Follower an jedem Tag des Monats. Welche Zahl gehört in den Monatsbericht?
#
# - **a** Die Summe aller Tage.
# - **b** Der Wert des letzten Tages.
# - **c** Der höchste Wert.

# %% [markdown] lang="en" key="outlook" given="90 10000"
# With the deletion in the series, the range gets so wide that it says nothing: even 10,000 would still lie inside. Without the deletion it reaches from {{outlook.low|number}} to {{outlook.high|number}}.
# With a probability of 90% the stock will lie in between, and 10,000 is far away.
#
# Such a range knows only the past: no campaign, no further deletion. The further away the day, the more can happen that is not in it.
#
# ## 5 · Quiz and decision
#
# ### Quiz
#
# **Question 1.** You have the followers of each day of the month. Which number belongs in the monthly report?
#
# - **a** The sum of all days.
# - **b** The value of the last day.
# - **c** The highest value.

# %% key="quiz-stock"
answer = "b"  # solution
kk.check("07.quiz_stock", answer=answer)

# %% [raw] key="quiz-stock"
# [answer]
# a = { de = "Wer den ganzen Monat folgt, wäre dann dreißigmal gezählt.", en = "Someone who follows all month would then be counted thirty times." }
# b = { de = "Ein Bestand gilt an einem Tag. Am Ende des Monats zählt der letzte.", en = "A stock holds on a day. At the end of the month, the last one counts." }
# c = { de = "Der Höchststand schönt: Verluste danach verschwinden.", en = "The peak flatters: losses after it disappear." }
#
# [[hints]]
# de = "Denk an den Kontostand."
# en = "Think of the balance of a bank account."

# %% [markdown] lang="de" key="quiz-bots"
# **Frage 2.** Die Rate nach Followern steigt, die nach Aufrufen bleibt gleich. Was prüfst du zuerst?
#
# - **a** Ob sich der Bestand der Follower verändert hat.
# - **b** Welches Video so gut war.
# - **c** Nichts, denn die Rate ist ja gestiegen.

# %% [markdown] lang="en" key="quiz-bots"
# **Question 2.** The rate by followers rises, the rate by views stays the same. What do you check first?
#
# - **a** Whether the stock of followers has changed.
# - **b** Which video was so good.
# - **c** Nothing, the rate has risen.

# %% key="quiz-bots"
answer = "a"  # solution
kk.check("07.quiz_bots", answer=answer)

# %% [raw] key="quiz-bots"
# [answer]
# a = { de = "Wenn nur eine der beiden Raten steigt, hat sich meist ihr Nenner bewegt.", en = "If only one of the two rates rises, it is usually its base that has moved." }
# b = { de = "Ein starkes Video höbe auch die Rate nach Aufrufen.", en = "A strong video would raise the rate by views as well." }
# c = { de = "Eine Rate kann steigen, weil ihr Nenner schrumpft. Das ist kein Erfolg.", en = "A rate can rise because its base shrinks. That is no success." }
#
# [[hints]]
# de = "Worin unterscheiden sich die beiden Raten?"
# en = "What is different about the two rates?"

# %% [markdown] lang="de" key="quiz-cmgr" given="1000 1210 10 10.5 21"
# **Frage 3.** Ein Konto wächst in zwei Monaten von 1.000 auf 1.210 Follower. Wie hoch ist die CMGR?
#
# - **a** 10 %
# - **b** 10,5 %
# - **c** 21 %

# %% [markdown] lang="en" key="quiz-cmgr" given="1000 1210 10 10.5 21"
# **Question 3.** An account grows from 1,000 to 1,210 followers in two months. What is the CMGR?
#
# - **a** 10%
# - **b** 10.5%
# - **c** 21%

# %% key="quiz-cmgr"
answer = "a"  # solution
kk.check("07.quiz_cmgr", answer=answer)

# %% [raw] key="quiz-cmgr"
# [answer]
# a = { de = "Aus 1.000 werden 1.100, aus 1.100 werden 1.210. Zweimal dieselbe Rate.", en = "1,000 become 1,100, and 1,100 become 1,210. The same rate twice." }
# b = { de = "Das ist die Hälfte des gesamten Wachstums. Der zweite Monat wächst aber auf dem ersten auf.", en = "This is half of the total growth. But the second month grows on top of the first." }
# c = { de = "Das ist das Wachstum beider Monate zusammen.", en = "This is the growth of both months together." }
#
# [[hints]]
# de = "Welche Rate, zweimal hintereinander, führt genau ans Ziel?"
# en = "Which rate, twice in a row, leads exactly there?"

# %% [markdown] lang="de" key="decide" tags=["free-text"]
# ### Aufgabe 6 · Entscheiden: das Followerziel
#
# Leg der Geschäftsführung ein Ziel für das zweite Halbjahr 2026 vor, wie du es in Lektion 03 gelernt hast. Schreib es in diese Zelle (Doppelklick, dann hinter die drei Punkte klicken):
#
# 1. Ausgangswert, Zielwert und Frist. Begründe den Zielwert mit der Spanne: Was käme ohne weiteres Zutun, was ist anspruchsvoll?
# 2. Eine Leitplanke: Woran erkennst du im Herbst, dass neue Follower Menschen sind?
# 3. Die Entscheidungsregel: Was geschieht am Jahresende bei welchem Ergebnis?
#
# *Deine Antwort:* …

# %% [markdown] lang="en" key="decide" tags=["free-text"]
# ### Task 6 · Decide: the follower goal
#
# Present a goal for the second half of 2026 to management, as you learned in lesson 03. Write it into this cell (double click, then click behind the three dots):
#
# 1. Baseline, target and deadline. Give your reasons for the target with the range: what would come anyway, and what is ambitious?
# 2. A guardrail: how will you tell in autumn that new followers are people?
# 3. The decision rule: at the end of the year, what happens at which result?
#
# *Your answer:* …

# %% [markdown] lang="de" key="practice"
# ## 6 · Antworten und mitnehmen
#
# ### In der Praxis: So kommst du an diese Exporte
#
# - **TikTok:** Öffne in TikTok Studio die Analysen deiner Follower und lade dort die Daten herunter. Die Datei heißt `FollowerHistory.csv`, ihre Tage stehen ohne Jahr darin.
# - **YouTube:** Öffne in YouTube Studio die Analytics im erweiterten Modus, gliedere nach Datum und wähl gewonnene und verlorene Abonnenten dazu. Der Download ist eine ZIP-Datei.
#
# Menüs werden oft umgebaut. Findest du einen Punkt nicht, such nach „herunterladen“ oder „exportieren“.
#
# Was darin fehlt: `FollowerHistory.csv` nennt Zugänge und Abgänge nicht getrennt. Die Tageswerte von YouTube und Instagram nennen den Bestand nicht. Und keine Datei sagt, welche Follower Bots waren.

# %% [markdown] lang="en" key="practice"
# ## 6 · Answers to take away
#
# ### In practice: how to get these exports
#
# - **TikTok:** In TikTok Studio, open the analytics of your followers and download the data there. The file is called `FollowerHistory.csv`; its days carry no year.
# - **YouTube:** In YouTube Studio, open analytics in advanced mode, break it down by date, and add subscribers gained and lost. The download is a ZIP file.
#
# Menus are often rebuilt. If you cannot find an item, look for "download" or "export".
#
# What is missing: `FollowerHistory.csv` does not separate who came from who left. The daily figures of YouTube and Instagram do not state the stock. And no file says which followers were bots.

# %% [markdown] lang="de" key="answer" given="10000"
# ### Was du antworten kannst
#
# > „Der Einbruch ist kein Verlust: TikTok hat am 18. November rund {{-min(days["net_follows"])|round}} Bots gelöscht, die vorher unser Wachstum aufgebläht hatten. Je Aufruf hat sich nichts verbessert. Seit Januar wachsen wir
# > im Mittel um {{cmgr|percent:1}} im Monat. 10.000 bis Jahresende ist nicht realistisch. Von {{last|number}} aus erwarte ich {{outlook.low|round}} bis {{outlook.high|round}}, wenn wir so weitermachen.“
#
# ### Was wir gelernt haben
#
# - Bestände zählt man nie zusammen. Der letzte Wert gilt.
# - Der Anfang eines Zeitraums ist der Abend vorher.
# - Mittleres Wachstum rechnet man mit Zinseszins.
# - Abwanderung bezieht sich auf die, die am Anfang da waren.
# - Ein Sprung braucht einen Grund. Erst danach kommt die Prognose.

# %% [markdown] lang="en" key="answer" given="10000"
# ### What you can answer
#
# > "The collapse is no loss. On 18 November, TikTok deleted some {{-min(days["net_follows"])|round}} bots that had inflated our growth before. Per view, nothing has improved. Since January we have grown
# > by {{cmgr|percent:1}} a month on average. 10,000 by the end of the year is not realistic. From {{last|number}} today, I expect {{outlook.low|round}} to {{outlook.high|round}} if things go on like this."
#
# ### What we have learned
#
# - Stocks are never added up. The last value counts.
# - The start of a period is the evening before.
# - Average growth is calculated with compounding.
# - Churn relates to those who were there at the start.
# - A jump needs a reason. Only then comes the forecast.

# %% [markdown] lang="de" key="transfer" tags=["free-text"]
# ### Aufgabe 7 · Für deine Facharbeit
#
# Notiere in dieser Zelle den Bestand eines eigenen Kanals heute und vor einem Jahr. Wie hoch ist die mittlere Monatsrate? Gab es Sprünge, und kennst du ihren Grund?
#
# *Deine Antwort:* …

# %% [markdown] lang="de" key="reading"
# Bring deine Antwort in die nächste Videokonferenz mit; eine Fachperson gibt dir Rückmeldung.
#
# ### Zum Weiterlesen
#
# - Fanpage Karma Academy (academy.fanpagekarma.com), Stichwort Wachstum: auch dort wird das mittlere Wachstum mit Zinseszins gerechnet, je Woche.
# - `docs/kpis.de.md` bei kpi_kit: Nettowachstum, Wachstumsrate, CMGR und Abwanderungsrate, jede mit Formel, Vorsicht und Quelle.
#
# **Weiter mit Lektion 09:** Kampagnen & Budget: was kostet der Erfolg?

# %% [markdown] lang="en" key="transfer" tags=["free-text"]
# ### Task 7 · For your term paper
#
# In this cell, note the stock of a channel of your own today and a year ago. What is the average monthly rate? Were there jumps, and do you know their reason?
#
# *Your answer:* …

# %% [markdown] lang="en" key="reading"
# Bring your answer to the next video session; an expert will give you feedback.
#
# ### Further reading
#
# - Fanpage Karma Academy (academy.fanpagekarma.com), on growth: there, too, average growth is calculated with compounding, per week.
# - `docs/kpis.en.md` with kpi_kit: net growth, growth rate, CMGR and churn rate, each with formula, caution and source.
#
# **Go on with lesson 09:** Campaigns & budget: what does success cost?
