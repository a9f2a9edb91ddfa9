# %% [markdown] lang="de" key="title"
# # 07 · Followerwachstum: Bestand und Bewegung
#
# **Zeit:** 4 Stunden · **Daten:** ein Jahr TikTok und zwei Jahre YouTube von Emscherrad
#
# Danach kannst du
#
# - Bestand und Bewegung unterscheiden und mit beiden richtig rechnen,
# - Nettowachstum, Wachstumsrate und die mittlere Rate je Monat bestimmen,
# - einen Sprung in der Kurve erklären, bevor ihn jemand feiert oder beklagt,
# - einen Ausblick mit Spanne geben und daraus ein Followerziel ableiten.
#
# **Du brauchst** die Lektionen 00 und 06.
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
# **Im Zielbaum** gehören Follower zum strategischen Ziel „Kunden gewinnen“, aber weit unten: Sie sind ein Vorrat an möglichen Kontakten, noch kein Erfolg.

# %% [markdown] lang="en" key="title"
# # 07 · Follower growth: stock and flow
#
# **Time:** 4 hours · **Data:** one year of TikTok and two years of YouTube from Emscherrad
#
# Afterwards you can
#
# - tell stock from flow, and calculate correctly with both,
# - find net growth, growth rate and the average rate per month,
# - explain a jump in the curve before somebody cheers or mourns it,
# - give an outlook with a range, and derive a follower goal from it.
#
# **You need** lessons 00 and 06.
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
# **In the goal tree** followers belong to the strategic goal "win customers", but far down: they are a supply of possible contacts, not yet a success.

# %% [markdown] lang="de" key="question" given="10000"
# ## Die Frage der Geschäftsführung
#
# „Im Herbst sind wir auf TikTok jeden Monat um Hunderte Follower gewachsen. Dann brach alles ein, aber die Rate wurde besser. Was ist da los?
# Und schaffen wir 10.000 Follower bis Jahresende?“
#
# ## 1 · Bestand und Bewegung
#
# Wir laden das letzte Jahr von TikTok und die Liste der Videos. `days` hat eine Zeile je Tag, nach Datum sortiert. `tail` zeigt die letzten fünf.

# %% [markdown] lang="en" key="question" given="10000"
# ## What management asks
#
# "In autumn we grew by hundreds of followers a month on TikTok. Then everything collapsed, but the rate got better. What is going on?
# And will we make 10,000 followers by the end of the year?"
#
# ## 1 · Stock and flow
#
# We load the last year of TikTok and the list of videos. `days` has one row per day, sorted by date. `tail` shows the last five.

# %% key="load"
import kpi_kit as kk

kk.use("de")  # @de
kk.use("en")  # @en
folder = kk.sample() / "tiktok"
tiktok = kk.load(folder / "2026", folder / "Video_2024-07-01_2026-06-30.csv", year=2026)
days = tiktok.accounts.sort_values("date")
days[["date", "followers", "net_follows"]].tail()

# %% [markdown] lang="de" key="task-start"
# `followers` ist eine **Bestandsgröße**: ein Stand am Ende des Tages, wie der Kontostand. `net_follows` ist eine **Stromgröße**: was an diesem Tag dazukam, abzüglich der
# Abgänge. Ströme darf man zusammenzählen. Bestände nie; bei ihnen zählt der letzte Wert.
#
# Das **Nettowachstum** eines Monats ist der Bestand an seinem Ende minus der Bestand an seinem Anfang. Der Anfang ist der Abend vorher, nicht der Abend des ersten Tages.
#
# ### Aufgabe 1 · Rechnen: der Dezember
#
# `stock` gibt dir den Bestand eines Tages, zum Beispiel `stock["2026-06-30"]`. Bestimme Anfang, Ende und Nettowachstum des Dezembers 2025.

# %% [markdown] lang="en" key="task-start"
# `followers` is a **stock figure**: a level at the end of the day, like the balance of an account. `net_follows` is a **flow figure**: what came in on that day, less
# what went. Flows may be added up. Stocks never; with them, the last value counts.
#
# The **net growth** of a month is the stock at its end minus the stock at its start. The start is the evening before, not the evening of the first day.
#
# ### Task 1 · Calculate: December
#
# `stock` gives you the stock of a day, such as `stock["2026-06-30"]`. Find start, end and net growth of December 2025.

# %% key="task-start"
stock = days.set_index("date")["followers"]
start = stock["2025-11-30"]  # solution
end = stock["2025-12-31"]  # solution
net = end - start  # solution
kk.check("07.december", start=start, net=net)

# %% [raw] key="task-start"
# kind = "build"
# worked = { de = "Der Dezember beginnt mit dem Stand vom Abend des 30. Novembers. Sonst fehlt, was am 1. Dezember dazukam.", en = "December starts with the level on the evening of 30 November. Otherwise what came in on 1 December is lost." }
#
# [start]
# tolerance = 0.00001
# right = { de = "Der Anfang ist der Abend vorher.", en = "The start is the evening before." }
# other = { de = "Gesucht ist der Bestand am Abend vor dem ersten Dezembertag.", en = "Find the stock on the evening before the first day of December." }
#
# [[start.wrong]]
# value = "stock['2025-12-01']"
# de = "Das ist der Abend des ersten Tages. Was an diesem Tag dazukam, fiele so heraus."
# en = "This is the evening of the first day. What came in on that day would be left out."
#
# [net]
# right = { de = "Und das Nettowachstum stimmt mit der Summe der täglichen Ströme überein.", en = "And the net growth agrees with the sum of the daily flows." }
# other = { de = "Zieh den Anfangsbestand vom Endbestand ab.", en = "Subtract the stock at the start from the stock at the end." }
# also = ["days.query(\"'2025-12-01' <= date <= '2025-12-31'\")['net_follows'].sum()"]
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
# Die **Wachstumsrate** ist das Nettowachstum, geteilt durch den Bestand am Anfang. `compute` kennt beide und nimmt von selbst den Abend vorher. Nur vor dem ersten Tag der Datei liegt keiner: Der Juli 2025 zählt deshalb ab dem Abend des 1. Juli.

# %% [markdown] lang="en" key="growth"
# ## 2 · Measuring growth
#
# The **growth rate** is net growth divided by the stock at the start. `compute` knows both, and takes the evening before by itself. Only before the first day of the file there is none: so July 2025 counts from the evening of 1 July.

# %% key="growth"
months = kk.compute(days, ["net_follower_growth", "follower_growth_rate"], by="month")
months[["month", "net_follower_growth", "follower_growth_rate"]]

# %% [markdown] lang="de" key="task-quarter"
# Drei Abschnitte fallen auf: starkes Wachstum bis Oktober, ein Einbruch im November, danach ruhiges Wachstum.
#
# ### Aufgabe 2 · Ändern: nach Quartalen
#
# Ändere `"month"` in `"quarter"`. Wie groß war das Nettowachstum im letzten Quartal 2025 (`2025-Q4`)? Achte auf das Vorzeichen.

# %% [markdown] lang="en" key="task-quarter"
# Three stretches stand out: strong growth up to October, a collapse in November, calm growth afterwards.
#
# ### Task 2 · Change: by quarter
#
# Change `"month"` into `"quarter"`. What was net growth in the last quarter of 2025 (`2025-Q4`)? Mind the sign.

# %% key="task-quarter"
display(kk.compute(days, ["net_follower_growth"], by="month"))  # @learner
display(kk.compute(days, ["net_follower_growth"], by="quarter"))  # solution
quarter_net = -1484  # solution
kk.check("07.quarter", quarter_net=quarter_net)

# %% [raw] key="task-quarter"
# kind = "change"
# worked = { de = "Nettowachstum ist eine Bewegung: Die drei Monate zusammen ergeben das Quartal. Raten darf man so nicht addieren.", en = "Net growth is a flow: the three months together make the quarter. Rates must not be added like that." }
#
# [quarter_net]
# right = { de = "Das Quartal ist im Minus, obwohl zwei seiner drei Monate im Plus sind.", en = "The quarter is negative, though two of its three months are positive." }
# other = { de = "Ändere in der ersten Zeile `\"month\"` in `\"quarter\"` und lies die Zeile `2025-Q4`.", en = "In the first line, change `\"month\"` into `\"quarter\"` and read the row `2025-Q4`." }
# also = ["stock['2025-12-31'] - stock['2025-09-30']"]
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
# [[hints]]
# de = "Ersetze nur das Wort in den Anführungszeichen hinter `by=`."
# en = "Replace only the word in quotation marks after `by=`."

# %% [markdown] lang="de" key="task-cmgr"
# Wie schnell wächst das Konto im Mittel? Wachstum baut auf Wachstum auf, wie Zinseszins. Deshalb nimmt man die **CMGR** (Compound Monthly Growth Rate):
# die gleichbleibende Monatsrate, die vom Anfang zum Ende führt. Ende geteilt durch Anfang, davon die Wurzel so oft, wie Monate vergehen, minus 1.
#
# ### Aufgabe 3 · Rechnen: Januar bis Juni
#
# Rechne die Rate für das erste Halbjahr 2026, als Anteil. `first` und `last` stehen da. In Python ist `x ** (1 / 6)` die sechste Wurzel aus `x`.

# %% [markdown] lang="en" key="task-cmgr"
# How fast does the account grow on average? Growth builds on growth, like compound interest. So one takes the **CMGR** (compound monthly growth rate):
# the steady monthly rate that leads from start to end. End divided by start, the root of it for as many months as pass, minus 1.
#
# ### Task 3 · Calculate: January to June
#
# Calculate the rate for the first half of 2026, as a share. `first` and `last` are given. In Python, `x ** (1 / 6)` is the sixth root of `x`.

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
# also = ["kk.compute(days.query(\"date >= '2026-01-01'\"), ['compound_monthly_growth_rate'])['compound_monthly_growth_rate'][0]"]
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
# Jetzt das Bild. Bei einem Bestand steht jeder Monat für seinen letzten Tag.

# %% [markdown] lang="en" key="trend"
# ## 3 · Explaining a jump
#
# Now the picture. With a stock, each month stands for its last day.

# %% key="trend"
chart = kk.charts.trend(kk.compute(days, ["followers"], by="month"), "followers")

# %% [markdown] lang="de" key="jump"
# **Rate zuerst.** Sind im November Tausende Menschen nach und nach gegangen oder alle auf einmal? Wir sehen uns die Tage um die Mitte des Monats an.

# %% [markdown] lang="en" key="jump"
# **Guess first.** Did thousands of people leave bit by bit in November, or all at once? We look at the days in the middle of the month.

# %% key="jump"
november = days.query("'2025-11-15' <= date <= '2025-11-21'")
november[["date", "followers", "net_follows", "views", "interactions"]]

# %% [markdown] lang="de" key="rates"
# Am 18. November gingen {{-min(days["net_follows"])|number}} Follower in einer Nacht. So verhalten sich keine Menschen. TikTok hat **Bots** gelöscht: Konten, die von Programmen betrieben
# werden. Aufrufe und Interaktionen laufen weiter.
#
# Und die bessere Rate? `period` enthält die Videos drei Monate vor und nach diesem Tag. `groupby` trennt sie, `mean` mittelt die Spalten, dann teilen wir.

# %% [markdown] lang="en" key="rates"
# On 18 November, {{-min(days["net_follows"])|number}} followers went in one night. People do not behave like that. TikTok deleted **bots**: accounts that are run by
# programs. Views and interactions go on.
#
# And the better rate? `period` holds the videos of three months before and after that day. `groupby` separates them, `mean` averages the columns, then we divide.

# %% key="rates"
videos = tiktok.posts_with_followers()
period = videos.query("'2025-08-18' <= published_on < '2026-02-18'")
purged = period["published_on"] >= "2025-11-18"
table = period.groupby(purged)[["interactions", "views", "followers"]].mean()
table["by_followers"] = table["interactions"] / table["followers"]
table["by_views"] = table["interactions"] / table["views"]
table.round(4)

# %% [markdown] lang="de" key="task-rates"
# `True` heißt: nach der Löschung.
#
# ### Aufgabe 4 · Lesen: was ist besser geworden?
#
# Antworte jeweils mit `"up"` (deutlich gestiegen) oder `"same"` (fast gleich).
#
# 1. `by_followers`: die Rate nach Followern
# 2. `by_views`: die Rate nach Aufrufen

# %% [markdown] lang="en" key="task-rates"
# `True` means: after the deletion.
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
# up = { de = "Nach Followern sieht es viel besser aus.", en = "By followers it looks much better." }
# same = { de = "Zu `by_followers`: Vergleich die beiden Zeilen. Die Rate steigt um fast die Hälfte.", en = "On `by_followers`: compare the two rows. The rate rises by almost one half." }
#
# [by_views]
# same = { de = "Nach Aufrufen ist fast nichts geschehen.", en = "By views, almost nothing has happened." }
# up = { de = "Zu `by_views`: Der Unterschied ist winzig gegen das Auf und Ab der Monate.", en = "On `by_views`: the difference is tiny beside the ups and downs of the months." }
#
# [[hints]]
# de = "Vergleich in jeder der beiden letzten Spalten die obere mit der unteren Zahl."
# en = "In each of the last two columns, compare the upper number with the lower one."

# %% [markdown] lang="de" key="flow"
# Das Bild der Bewegung: `gained` zählt die Tage im Plus, `lost` die im Minus. Den Tag der Löschung lassen wir heraus. `follower_flow` zeigt ihn dann als eigenen Schritt, den die Bewegung nicht erklärt.

# %% [markdown] lang="en" key="flow"
# The picture of the flow: `gained` adds up the days that gained, `lost` those that lost. We leave out the day of the deletion. `follower_flow` then shows it as a step of its own that the flow does not explain.

# %% key="flow"
usual = days[days["date"] != "2025-11-18"]["net_follows"]
gained = sum(usual[usual > 0])
lost = -sum(usual[usual < 0])
before = stock.iloc[0] - days["net_follows"].iloc[0]
chart = kk.charts.follower_flow(start=before, gained=gained, lost=lost, end=last, of="TikTok")

# %% [markdown] lang="de" key="churn"
# TikTok verrechnet Zugänge und Abgänge eines Tages. YouTube nennt beide. Dort siehst du auch die **Abwanderung**: wie viele gehen. Wir zählen die letzten zwölf Monate zusammen.

# %% [markdown] lang="en" key="churn"
# TikTok nets what comes and goes on a day. YouTube states both. There you also see the **churn**: how many leave. We add up the last twelve months.

# %% key="churn"
youtube = kk.load(kk.sample() / "youtube").accounts.query("date >= '2025-07-01'")
came = sum(youtube["follows"])
left = sum(youtube["unfollows"])
left / came

# %% [markdown] lang="de" key="typical-mistake"
# {{came|number}} kamen, {{left|number}} gingen. Die Abwanderungsrate selbst wäre: Abgänge geteilt durch den Bestand am Anfang. Den Bestand nennt diese Datei nicht; du findest ihn im Profil.
#
# ### Typischer Fehler: Bots als Erfolg verbuchen
#
# Bis Oktober meldete der Bericht: „TikTok wächst um rund {{round(months.set_index("month")["follower_growth_rate"]["2025-10"] * 100)|number}} % im Monat.“ Dann: „Engagement stark verbessert.“ Beide Sätze sind richtig gerechnet und falsch.
#
# Woran du den Fehler bemerkst: Wenn Follower steigen, müssten Aufrufe und Interaktionen mitziehen. Tun sie es nicht, frag, wer da folgt. Ein Sprung an einem Tag braucht einen Grund an diesem Tag.

# %% [markdown] lang="en" key="typical-mistake"
# {{came|number}} came, {{left|number}} left. The churn rate itself would be: those who left, divided by the stock at the start. This file does not state the stock; you find it in the profile.
#
# ### Typical mistake: booking bots as success
#
# Up to October the report said: "TikTok grows by some {{round(months.set_index("month")["follower_growth_rate"]["2025-10"] * 100)|number}}% a month." Then: "Engagement much improved." Both sentences are calculated correctly, and false.
#
# How to notice the mistake: if followers rise, views and interactions should rise with them. If they do not, ask who is following. A jump on one day needs a reason on that day.

# %% [markdown] lang="de" key="forecast"
# ## 4 · Ausblick mit Spanne
#
# Was kommt bis Jahresende, wenn alles so weitergeht? `forecast` schreibt den Bestand fort und gibt eine Spanne dazu. Wir rechnen zweimal: mit allen Tagen und nur mit denen seit dem 19. November.
#
# **Rate zuerst.** Welche Spanne wird breiter? Die letzte Zeile stellt beide in einer Tabelle untereinander: `value` ist die Schätzung, `low` und `high` sind die Grenzen.

# %% [markdown] lang="en" key="forecast"
# ## 4 · An outlook with a range
#
# What comes by the end of the year if all goes on like this? `forecast` carries the stock on and adds a range. We calculate twice: with all days, and only with those since 19 November.
#
# **Guess first.** Which range will be wider? The last line puts the results into a table: `value` is the estimate, `low` and `high` are the limits.

# %% key="forecast"
from datetime import date

import pandas as pd

all_days = kk.forecast(stock, date(2026, 12, 31), stock=True)
outlook = kk.forecast(stock["2025-11-19":], date(2026, 12, 31), stock=True)
limits = pd.DataFrame([all_days, outlook], index=["all_days", "outlook"])
limits[["value", "low", "high"]].round()

# %% [markdown] lang="de" key="outlook" given="90 10000"
# Mit der Löschung in der Reihe wird die Spanne so breit, dass sie nichts mehr sagt. Ohne sie liegt der Bestand am Jahresende zwischen {{outlook.low|number}} und {{outlook.high|number}}, mit 90 % Wahrscheinlichkeit.
#
# Die Spanne kennt nur die Vergangenheit: keine Kampagne, keine neue Löschung. Je weiter weg, desto mehr fehlt darin. 10.000 liegt weit außerhalb.
#
# ## 5 · Quiz und Entscheidung
#
# ### Quiz
#
# **Frage 1.** Du hast die Follower an jedem Tag des Monats. Welche Zahl gehört in den Monatsbericht?
#
# - **a** Die Summe aller Tage.
# - **b** Der Wert vom letzten Tag.
# - **c** Der höchste Wert.

# %% [markdown] lang="en" key="outlook" given="90 10000"
# With the deletion in the series, the range gets so wide that it says nothing. Without it, the stock at the end of the year lies between {{outlook.low|number}} and {{outlook.high|number}}, with a probability of 90%.
#
# The range knows only the past: no campaign, no further deletion. The further ahead, the more is missing from it. 10,000 lies far outside.
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
# a = { de = "Wer den ganzen Monat folgt, wäre dann dreißigmal gezählt.", en = "Whoever follows all month would then be counted thirty times." }
# b = { de = "Ein Bestand gilt an einem Tag. Am Ende des Monats zählt der letzte.", en = "A stock holds on a day. At the end of the month, the last one counts." }
# c = { de = "Der Höchststand schönt: Verluste danach verschwinden.", en = "The peak flatters: losses after it disappear." }
#
# [[hints]]
# de = "Denk an den Kontostand."
# en = "Think of the balance of an account."

# %% [markdown] lang="de" key="quiz-bots"
# **Frage 2.** Die Rate nach Followern steigt, die nach Aufrufen bleibt. Was prüfst du zuerst?
#
# - **a** Ob sich der Bestand der Follower verändert hat.
# - **b** Welches Video so gut war.
# - **c** Nichts, die Rate ist gestiegen.

# %% [markdown] lang="en" key="quiz-bots"
# **Question 2.** The rate by followers rises, the one by views stays. What do you check first?
#
# - **a** Whether the stock of followers has changed.
# - **b** Which video was so good.
# - **c** Nothing, the rate has risen.

# %% key="quiz-bots"
answer = "a"  # solution
kk.check("07.quiz_bots", answer=answer)

# %% [raw] key="quiz-bots"
# [answer]
# a = { de = "Wenn nur eine der beiden Raten steigt, hat sich meist ihr Nenner bewegt.", en = "If only one of the two rates rises, mostly its base has moved." }
# b = { de = "Ein starkes Video höbe auch die Rate nach Aufrufen.", en = "A strong video would raise the rate by views as well." }
# c = { de = "Eine Rate kann steigen, weil ihr Nenner schrumpft. Das ist kein Erfolg.", en = "A rate can rise because its base shrinks. That is no success." }
#
# [[hints]]
# de = "Worin unterscheiden sich die beiden Raten?"
# en = "In what do the two rates differ?"

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
# ### Aufgabe 5 · Entscheiden: das Followerziel
#
# Formuliere für die Geschäftsführung ein Ziel für das zweite Halbjahr 2026:
#
# 1. Von welchem Bestand gehst du aus, und welcher Zielwert ist realistisch? Begründe ihn mit der Spanne.
# 2. Was müsste anders werden, damit mehr möglich ist?
# 3. Woran erkennst du im Herbst, dass neue Follower Menschen sind?
#
# *Deine Antwort:* …

# %% [markdown] lang="en" key="decide" tags=["free-text"]
# ### Task 5 · Decide: the follower goal
#
# Write a goal for the second half of 2026 to management:
#
# 1. What stock do you start from, and what target is realistic? Give your reasons with the range.
# 2. What would have to change for more to be possible?
# 3. How will you tell in autumn that new followers are people?
#
# *Your answer:* …

# %% [markdown] lang="de" key="practice"
# ## 6 · Antworten und mitnehmen
#
# ### In der Praxis: So kommst du an diese Exporte
#
# - TikTok: *TikTok Studio › Analysen › Follower › Daten herunterladen*. Die Tage stehen ohne Jahr darin.
# - YouTube: *YouTube Studio › Analytics › Erweiterter Modus › Abonnenten*, dann das Download-Zeichen.
#
# Was darin fehlt: TikTok nennt Zugänge und Abgänge nicht getrennt. YouTube und Meta nennen den Bestand nicht. Und keine Plattform sagt, welche Follower Bots waren.

# %% [markdown] lang="en" key="practice"
# ## 6 · Answers to take away
#
# ### In practice: how to get these exports
#
# - TikTok: *TikTok Studio › Analytics › Followers › Download data*. Its days carry no year.
# - YouTube: *YouTube Studio › Analytics › Advanced mode › Subscribers*, then the download sign.
#
# What is missing: TikTok does not separate who came from who left. YouTube and Meta do not state the stock. And no platform says which followers were bots.

# %% [markdown] lang="de" key="answer" given="10000"
# ### Was du antworten kannst
#
# > „Der Einbruch ist kein Verlust: TikTok hat am 18. November rund {{-min(days["net_follows"])|round}} Bots gelöscht, die vorher unser Wachstum aufgebläht hatten. Je Aufruf hat sich nichts verbessert. Seit Januar wachsen wir
# > um {{cmgr|percent:1}} im Monat. 10.000 bis Jahresende ist nicht realistisch. Von {{last|number}} aus erwarte ich {{outlook.low|round}} bis {{outlook.high|round}}, wenn wir so weitermachen.“
#
# ### Was wir gelernt haben
#
# - Bestände zählt man nie zusammen. Der letzte Wert gilt.
# - Der Anfang ist der Abend vorher.
# - Mittleres Wachstum rechnet man mit Zinseszins.
# - Ein Sprung braucht einen Grund. Erst danach kommt die Prognose.

# %% [markdown] lang="en" key="answer" given="10000"
# ### What you can answer
#
# > "The collapse is no loss: on 18 November TikTok deleted some {{-min(days["net_follows"])|round}} bots that had inflated our growth before. Per view nothing has improved. Since January we grow
# > by {{cmgr|percent:1}} a month. 10,000 by the end of the year is not realistic. From {{last|number}} I expect {{outlook.low|round}} to {{outlook.high|round}} if we go on like this."
#
# ### What we have learned
#
# - Stocks are never added up. The last value counts.
# - The start is the evening before.
# - Average growth is calculated with compounding.
# - A jump needs a reason. Only then comes the forecast.

# %% [markdown] lang="de" key="transfer" tags=["free-text"]
# ### Aufgabe 6 · Für deine Facharbeit
#
# Notiere den Bestand eines eigenen Kanals heute und vor einem Jahr. Wie hoch ist die mittlere Monatsrate? Gab es Sprünge, und kennst du ihren Grund?
#
# *Deine Antwort:* …
#
# ### Zum Weiterlesen
#
# - TikTok, *Community Guidelines Enforcement Report*: wie viele unechte Konten und Follower die Plattform im Quartal entfernt.
#
# **Weiter mit Lektion 08:** Community & Listening: Dialog messen

# %% [markdown] lang="en" key="transfer" tags=["free-text"]
# ### Task 6 · For your term paper
#
# Note the stock of a channel of your own today and a year ago. What is the average monthly rate? Were there jumps, and do you know their reason?
#
# *Your answer:* …
#
# ### Further reading
#
# - TikTok, *Community Guidelines Enforcement Report*: how many fake accounts and followers the platform removes in a quarter.
#
# **Go on with lesson 08:** Community & listening: measuring dialogue
