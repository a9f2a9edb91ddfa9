# %% [markdown] lang="de" key="title"
# # 11 · Evaluieren: war es die Kampagne?
#
# **Zeit:** 6 Stunden · **Daten:** zwei Jahre Bestellungen, Anzeigen und Kosten von Emscherrad, am Ende auch die Wahrheit
#
# Danach kannst du
#
# - Soll und Ist vergleichen und sagen, was bis zu einem Tag zu erwarten war,
# - die Saison von der Wirkung einer Kampagne trennen,
# - „keine Wirkung“ von „nicht zu sagen“ unterscheiden,
# - mit einer Region ohne Kampagne schätzen, was die Kampagne ausgelöst hat,
# - ein Urteil schreiben, das du verteidigen kannst, samt seiner Grenzen.
#
# **Du brauchst** die Lektionen 03 (Ziele) und 09 (Kampagnen und Budget).
#
# | Abschnitt | Minuten |
# |---|---|
# | 1 · Soll und Ist | 60 |
# | 2 · Die Saison | 60 |
# | 3 · Der Zufall | 60 |
# | 4 · Die Region ohne Kampagne | 70 |
# | 5 · Dein Urteil und die Wahrheit | 70 |
# | 6 · Antworten und mitnehmen | 40 |
#
# **Im Zielbaum** stehen wir wieder oben: Von der Kennzahl geht es zurück zum Maßnahmenziel. Wurde es erreicht, und waren wir das?

# %% [markdown] lang="en" key="title"
# # 11 · Evaluating: was it the campaign?
#
# **Time:** 6 hours · **Data:** two years of orders, ads and costs of Emscherrad, and in the end the truth as well
#
# Afterwards you can
#
# - compare target and actual and say what was due by a certain day,
# - tell the season from the effect of a campaign,
# - tell "no effect" from "cannot tell",
# - estimate what a campaign caused, with a region that did not get it,
# - write a verdict that you are able to defend, limits included.
#
# **You need** lessons 03 (goals) and 09 (campaigns and budget).
#
# | Section | Minutes |
# |---|---|
# | 1 · Target and actual | 60 |
# | 2 · The season | 60 |
# | 3 · Chance | 60 |
# | 4 · The region without the campaign | 70 |
# | 5 · Your verdict and the truth | 70 |
# | 6 · Answers to take away | 40 |
#
# **In the goal tree** we are at the top again: from the KPI back to the activity goal. Was it reached, and was it our doing?

# %% [markdown] lang="de" key="question"
# ## Die Frage der Geschäftsführung
#
# „Im Frühjahr lief die Lastenrad-Kampagne, und wir hatten zwei Drittel mehr Bestellungen als im Winter. Ein Volltreffer.
# Im Herbst lief die für das Lichtset, und nichts hat sich bewegt. Dann stecken wir nächstes Jahr alles ins Frühjahr, oder?“
#
# Beide Beobachtungen stimmen. Ob auch die Schlüsse stimmen, prüfst du in dieser Lektion. Du legst dich schriftlich fest. Erst danach öffnen wir
# die Datei mit der Wahrheit, die es nur bei erfundenen Firmen gibt.
#
# **Rate zuerst.** Welche der beiden Kampagnen hat mehr Bestellungen ausgelöst? Schreib deine Vermutung auf.

# %% [markdown] lang="en" key="question"
# ## What management asks
#
# "In spring we ran the cargo bike campaign, and orders rose by two thirds compared with winter. A bull's-eye.
# In autumn we ran the one for the light set, and nothing moved. So next year, all the money goes into spring, right?"
#
# Both observations are correct. Whether the conclusions are, you find out in this lesson. You commit yourself in writing. Only then do we open
# the file with the truth, which exists for invented companies alone.
#
# **Guess first.** Which of the two campaigns caused more orders? Write your guess down.

# %% [markdown] lang="de" key="load"
# ## 1 · Soll und Ist
#
# Wir laden drei Ordner: die Bestellungen des Shops, die Anzeigen bei Meta und die Kosten. In `orders` ist jede Zeile eine Bestellung.

# %% [markdown] lang="en" key="load"
# ## 1 · Target and actual
#
# We load three folders: the orders of the shop, the ads on Meta and the costs. In `orders`, one row is one order.

# %% key="load"
import kpi_kit as kk

kk.use("de")  # @de
kk.use("en")  # @en
kk.explain_errors()
exports = kk.load(kk.sample() / "shop", kk.sample() / "ads" / "meta", kk.sample() / "costs")
orders = exports.orders
orders[["ordered_on", "region", "product_group", "revenue", "utm_campaign"]].head()

# %% [markdown] lang="de" key="assess"
# Bevor das Frühjahr begann, hat Emscherrad seine Ziele aufgeschrieben, samt Frist und Folgen. `load_goals` liest die Datei. `goals[:1]` nimmt nur das erste Ziel;
# es gilt den Bestellungen aus den eigenen Kanälen. `assess` heißt beurteilen: Wie steht es am 15. April?
#
# Die erste Zeile holt ein Werkzeug für Kalendertage: `date(2026, 4, 15)` ist der 15. April 2026. `daily` zählt die Bestellungen je Tag (`size`).
# Zuletzt fragen wir `expected_share`, welcher Teil der Bestellungen eines Frühjahrs bis zu diesem Tag üblich ist.

# %% [markdown] lang="en" key="assess"
# Before spring began, Emscherrad wrote its goals down, with deadline and consequences. `load_goals` reads the file. `goals[:1]` takes the first goal only;
# it is about orders from the company's own channels. `assess` judges it: how do things stand on 15 April?
#
# The first line fetches a tool for calendar days: `date(2026, 4, 15)` is 15 April 2026. `daily` counts the orders of each day (`size`).
# Last, we ask `expected_share` what part of a spring's orders has usually come in by that day.

# %% key="assess"
from datetime import date

goals = kk.load_goals(kk.sample().parent / "goals.toml")
print(kk.assess(goals[:1], exports, on=date(2026, 4, 15))[0].text)
daily = orders.groupby("ordered_on").size()
pace = kk.expected_share(daily, date(2026, 3, 1), date(2026, 6, 30), date(2026, 4, 15))
print(pace.sentence)

# %% [markdown] lang="de" key="task-pace"
# Am 15. April sind {{46 / 122|percent:0}} der Zeit vorbei, aber erst {{pace.share|percent:0}} der Bestellungen eines Frühjahrs zu erwarten: Der Mai ist stärker als der März. Wer
# das Ziel gleichmäßig auf die Tage verteilt, schlägt im März zu früh Alarm und im Herbst zu spät.
#
# ### Aufgabe 1 · Ändern: das Ende abwarten
#
# Ändere in der ersten Zeile den Tag auf den {{date(2026, 6, 30)|day}} und führe die Zelle aus. Schreib dann das Urteil hin, als `"reached"` (erreicht), `"on_track"` (auf Kurs),
# `"at_risk"` (gefährdet) oder `"missed"` (verfehlt). Und wie viele Bestellungen fehlen zum Ziel?

# %% [markdown] lang="en" key="task-pace"
# On 15 April, {{46 / 122|percent:0}} of the time is over, but only {{pace.share|percent:0}} of a spring's orders are due: May is stronger than March. If you spread the target
# evenly over the days, you raise the alarm too early in March and too late in autumn.
#
# ### Task 1 · Change: wait for the end
#
# In the first line, change the day to {{date(2026, 6, 30)|day}} and run the cell. Then write down the verdict: `"reached"`, `"on_track"`,
# `"at_risk"` or `"missed"`. And by how many orders does the actual figure fall short of the target?

# %% key="task-pace"
print(kk.assess(goals[:1], exports, on=date(2026, 4, 15))[0].text)  # @learner
print(kk.assess(goals[:1], exports, on=date(2026, 6, 30))[0].text)  # solution
verdict = "missed"  # solution
short_by = 275 - 236  # solution
kk.check("11.pace", verdict=verdict, short_by=short_by)

# %% [raw] key="task-pace"
# kind = "change"
# worked = { de = "Mit `date(2026, 6, 30)` urteilt `assess` über den ganzen Zeitraum. Das Ziel ist verfehlt, und die vereinbarte Folge steht gleich dabei. Ob die Maßnahmen etwas bewirkt haben, sagt das Urteil nicht.", en = "With `date(2026, 6, 30)`, `assess` judges the whole period. The goal is missed, and what was agreed for that case stands beside it. The verdict does not say whether the activities had an effect." }
#
# [verdict]
# missed = { also = ["verfehlt"], de = "Verfehlt, und niemand kann die Latte im Nachhinein tiefer legen: Das Ziel stand vorher fest.", en = "Missed, and nobody can lower the bar afterwards: the goal was fixed beforehand." }
# at_risk = { also = ["gefährdet"], de = "Gefährdet war es am 15. April. Am 30. Juni ist die Frist um; dann gibt es nur noch erreicht oder verfehlt. Hast du den Tag geändert?", en = "It was at risk on 15 April. On 30 June the deadline is over, and only reached or missed remain. Did you change the day?" }
# on_track = { also = ["auf Kurs"], de = "Auf Kurs gibt es nur vor der Frist. Ändere den Tag auf den 30. Juni und lies den ersten Satz.", en = "On track exists only before the deadline. Change the day to 30 June and read the first sentence." }
# reached = { also = ["erreicht"], de = "Vergleich die Zahl der Bestellungen mit dem Ziel: Das Ziel ist höher.", en = "Compare the number of orders with the target: the target is higher." }
#
# [short_by]
# right = { de = "So viele Bestellungen fehlen zum Ziel.", en = "That is how many orders are missing." }
# other = { de = "Zieh die erreichten Bestellungen vom Ziel ab. Beide Zahlen stehen im ersten Satz, wenn der 30. Juni eingestellt ist.", en = "Subtract the orders that came from the target. Both numbers are in the first sentence once the day is 30 June." }
# also = ["275 - 236", "kk.assess(goals[:1], exports, on=date(2026, 6, 30))[0].goal.target - 236"]
#
# [[short_by.wrong]]
# value = "236"
# de = "So viele Bestellungen kamen. Gefragt ist, wie viele fehlen."
# en = "That is how many orders came. The question is how many are missing."
#
# [[short_by.wrong]]
# value = "275 - 71"
# de = "Das fehlte am 15. April. Stell den Tag auf den 30. Juni."
# en = "That was missing on 15 April. Set the day to 30 June."
#
# [[short_by.wrong]]
# value = "247 - 236"
# de = "Du hast mit dem Ausgangswert verglichen, also mit dem Vorjahr. Gemessen wird am Ziel."
# en = "You compared with the baseline, that is with last year. What counts is the target."
#
# [[short_by.wrong]]
# value = "275"
# de = "Das ist das Ziel. Gefragt ist, wie viele Bestellungen bis dorthin fehlen."
# en = "That is the target. The question is how many orders are missing on the way there."
#
# [[short_by.wrong]]
# value = "95 - 71"
# de = "Das war der Rückstand am 15. April. Stell den Tag auf den 30. Juni und vergleich mit dem Ziel."
# en = "That was the lag on 15 April. Set the day to 30 June and compare with the target."
#
# [[short_by.wrong]]
# value = "275 - 243"
# de = "Die 243 waren eine Hochrechnung vom 15. April. Nimm das Ergebnis vom 30. Juni."
# en = "The 243 was a projection of 15 April. Take the result of 30 June."
#
# [[short_by.wrong]]
# value = "95"
# de = "So viele Bestellungen wären am 15. April zu erwarten gewesen. Gefragt ist die Lücke zum Ziel am 30. Juni."
# en = "That many orders were due on 15 April. The question is the gap to the target on 30 June."
#
# [[short_by.wrong]]
# value = "14"
# de = "Das ist der fehlende Anteil in Prozent. Gefragt ist die Zahl der Bestellungen."
# en = "That is the share that is missing, in percent. The question asks for the number of orders."
#
# [[short_by.wrong]]
# value = "236 / 275"
# de = "Das ist der Anteil, der erreicht wurde. Gefragt ist die Zahl der Bestellungen, die fehlen."
# en = "That is the share that was reached. The question is the number of orders that are missing."
#
# [[short_by.wrong]]
# value = "1 - 236 / 275"
# de = "Das ist der fehlende Anteil. Gefragt ist die Zahl der Bestellungen."
# en = "That is the share that is missing. The question asks for the number of orders."
#
# [[hints]]
# de = "Der Tag steht in `date(2026, 4, 15)`: Jahr, Monat, Tag. Nach der Änderung steht dort `date(2026, 6, 30)`."
# en = "The day stands in `date(2026, 4, 15)`: year, month, day. After your change it reads `date(2026, 6, 30)`."
#
# [[hints]]
# de = "Das Urteil steht im ersten Satz der Ausgabe. Ziel minus Ist ergibt die Lücke."
# en = "The verdict is in the first sentence of the output. Target minus actual gives the gap."

# %% [markdown] lang="de" key="season"
# ## 2 · Die Saison
#
# Ein Soll-Ist-Vergleich sagt, *ob* ein Ziel erreicht ist. *Warum*, sagt er nicht. Fangen wir mit dem Volltreffer der Geschäftsführung an.
#
# `change` vergleicht eine Kennzahl mit früheren Tagen. `"previous"` nimmt die Wochen direkt davor, hier also den Winter.

# %% [markdown] lang="en" key="season"
# ## 2 · The season
#
# Target against actual says *whether* a goal is reached. It does not say *why*. Let us begin with management's bull's-eye.
#
# `change` compares a KPI with earlier days. `"previous"` takes the weeks directly before, in this case the winter.

# %% key="season"
first, last = date(2026, 3, 1), date(2026, 6, 30)
winter = kk.change(orders, "orders", first, last, against="previous")
print(winter.sentence)

# %% [markdown] lang="de" key="chart"
# Die Zahl der Geschäftsführung stimmt: {{winter.relative|percent:0}} mehr. **Rate, bevor du weitergehst:** Wie sah dieselbe Strecke ein Jahr vorher aus, ohne diese Kampagne?
#
# `compute` zählt die Bestellungen je Monat, `trend` zeichnet sie als Linie.

# %% [markdown] lang="en" key="chart"
# Management's number is correct: {{winter.relative|percent:0}} more. **Guess before you go on:** what did the same stretch look like a year earlier, without this campaign?
#
# `compute` counts the orders of each month, `trend` draws them as a line.

# %% key="chart"
months = kk.compute(orders, ["orders"], by="month")
chart = kk.charts.trend(months, "orders")

# %% [markdown] lang="de" key="task-season"
# Zwei Frühjahre, zwei fast gleiche Hügel. Im Frühjahr wird bestellt, auch ohne diese Kampagne.
#
# ### Aufgabe 2 · Rechnen: Was bleibt vom Plus?
#
# Mit `against="last year"` vergleicht `change` dieselben Wochentage ein Jahr zuvor. In `year.now` stehen die Bestellungen von 2026, in `year.then` die von 2025.
# Um welchen Anteil sind sie gestiegen? Rechne mit diesen beiden Zahlen.

# %% [markdown] lang="en" key="task-season"
# Two springs, two hills almost alike. People order in spring, with or without this campaign.
#
# ### Task 2 · Calculate: what remains of the rise?
#
# With `against="last year"`, `change` takes the same weekdays a year earlier. `year.now` holds the orders of 2026, `year.then` those of 2025.
# By what share did they rise? Calculate it from these two numbers.

# %% key="task-season"
year = kk.change(orders, "orders", first, last, against="last year")
more = year.now / year.then - 1  # solution
kk.check("11.season", more=more)

# %% [raw] key="task-season"
# kind = "build"
# worked = { de = "Neu geteilt durch alt, minus 1: So wird aus zwei Zahlen eine Veränderung. Der Nenner ist der alte Wert, denn von ihm aus wird gemessen.", en = "New divided by old, minus 1, turns two numbers into a change. The base is the old value, for that is where the change starts." }
#
# [more]
# right = { de = "Von zwei Dritteln bleibt kaum ein Prozent. Das Plus gegenüber dem Winter ist die Saison. Bewiesen ist damit noch nicht, dass die Kampagne nichts bewirkt hat: Auch anderes kann sich seit dem Vorjahr geändert haben.", en = "Of two thirds, hardly one percent remains. The rise against winter is the season. That does not prove that the campaign did nothing: other things may have changed since last year, too." }
# other = { de = "Teile `year.now` durch `year.then` und zieh 1 ab.", en = "Divide `year.now` by `year.then` and subtract 1." }
# also = ["year.relative", "(year.now - year.then) / year.then", "43 / 4883", "0.0088"]
#
# [[more.wrong]]
# value = "winter.relative"
# de = "Das ist das Plus gegenüber dem Winter. Gefragt ist der Vergleich mit demselben Frühjahr ein Jahr zuvor."
# en = "This is the rise against winter. The question asks for the same spring a year earlier."
#
# [[more.wrong]]
# value = "year.now - year.then"
# de = "Das ist der Unterschied in Bestellungen. Für einen Anteil teilst du ihn noch durch den alten Wert."
# en = "This is the difference in orders. For a share, divide it by the old value."
#
# [[more.wrong]]
# value = "year.now / year.then"
# de = "Das ist das Verhältnis der beiden. Zieh noch 1 ab, dann bleibt die Veränderung."
# en = "This is the ratio of the two. Subtract 1, and the change remains."
#
# [[more.wrong]]
# value = "year.now - year.then / year.then"
# de = "Das sind fast alle Bestellungen von 2026. Steht bei dir `year.now - year.then / year.then`, dann teilt Python zuerst: Setz Klammern um die Differenz."
# en = "These are almost all orders of 2026. If you wrote `year.now - year.then / year.then`, Python divides first: put brackets around the difference."
#
# [[more.wrong]]
# value = "0.01"
# de = "Das ist auf ganze Prozent gerundet. Lass Python mit `year.now` und `year.then` rechnen."
# en = "This is rounded to whole percent. Let Python calculate with `year.now` and `year.then`."
#
# [[more.wrong]]
# value = "1 - year.then / year.now"
# de = "Du hast durch den neuen Wert geteilt. Eine Veränderung misst man am alten: Teile durch `year.then`."
# en = "You divided by the new value. A change is measured from the old one: divide by `year.then`."
#
# [[more.wrong]]
# value = "year.then / year.now - 1"
# de = "Alt und neu sind vertauscht: Teile `year.now` durch `year.then`."
# en = "Old and new have changed places: divide `year.now` by `year.then`."
#
# [[hints]]
# de = "Eine Veränderung ist neu geteilt durch alt, minus 1."
# en = "A change is new divided by old, minus 1."
#
# [[hints]]
# de = "Neu ist `year.now`, alt ist `year.then`. Setz beide ein."
# en = "New is `year.now`, old is `year.then`. Put both in."

# %% [markdown] lang="de" key="ab" given="2400 96 118 23"
# ## 3 · Der Zufall
#
# Ist dieses Plus viel oder wenig? Die erste Zeile fragt `year` danach. Kein Tag ist wie der andere, auch ohne Kampagne; das Intervall sagt, wie viel davon Zufall sein kann.
#
# Am klarsten zeigt sich der Zufall in einem **A/B-Test**: Das Los teilt Menschen in zwei Gruppen, jede sieht eine Fassung.
#
# Für das Lichtset hat der Shop zwei Landingpages getestet. A zeigt ein Foto, B einen Film. Von je 2.400 Menschen haben bei A 96 den Newsletter abonniert und bei B 118.
# Die Agentur schreibt: „B bringt 23 % mehr.“ `ab_test` bekommt die vier Zahlen in dieser Reihenfolge.

# %% [markdown] lang="en" key="ab" given="2400 96 118 23"
# ## 3 · Chance
#
# Is this rise a lot or a little? The first line asks `year`. No two days are alike, even without a campaign; the interval says how much of the rise may be chance.
#
# An **A/B test** shows best what chance can do: people are put into two groups at random, and each group sees one version.
#
# For the light set the shop tested two landing pages. A shows a photo, B a film. Of 2,400 people each, 96 subscribed to the newsletter with A and 118 with B.
# The agency writes: "B brings 23% more." `ab_test` takes the four numbers in this order.

# %% key="ab"
print(year.sentence)
test = kk.ab_test(96, 2_400, 118, 2_400)
print(test.sentence)
needed = kk.persons_needed(0.04, 0.01)
print(kk.ab_test(96, 2_400, 118, 2_400, planned=needed).sentence)

# %% [markdown] lang="de" key="task-ab" given="5 4 24000 960 1000 0.05"
# Im ersten Satz liegt die Null im Intervall: Das Plus gegenüber dem Vorjahr kann Zufall sein.
#
# Auch im Test reicht das Intervall von unter null bis über null. Das Urteil heißt deshalb *nicht zu sagen*. Es heißt nicht „kein Unterschied“, denn auch ein großer
# passt zu diesen Zahlen. Viele Werkzeuge sagen „signifikant“ und schreiben p < 0,05, wenn die Null außerhalb des Intervalls liegt.
#
# `persons_needed` sagt, wie viele Menschen je Gruppe nötig sind, um 5 % von 4 % zu unterscheiden: {{needed|number}}. Mit `planned` lautet das Urteil bis dahin „noch zu früh“. Das hat einen Grund: Wer
# jeden Tag nachsieht und beim ersten Treffer aufhört, findet auch dort etwas, wo nichts ist.
#
# ### Aufgabe 3 · Ändern: der Test läuft weiter
#
# Am Ende waren es 24.000 Menschen je Gruppe, 960 Anmeldungen bei A und 1.000 bei B. Der Film lohnt sich ab einem Prozentpunkt; das steht in `worth`, vorher festgelegt.
# Setz die neuen Zahlen ein. Lautet das Urteil `"effect"` (Wirkung), `"no effect"` (keine Wirkung) oder `"cannot tell"` (nicht zu sagen)?

# %% [markdown] lang="en" key="task-ab" given="5 4 24000 960 1000 0.05"
# In the first sentence, zero lies within the interval: the rise since last year may be chance.
#
# In the test, too, the interval reaches from below zero to above zero. So the verdict is *cannot tell*. It is not "no difference", for a large one
# fits these numbers as well. Many tools say "significant" and write p < 0.05 if zero lies outside the interval.
#
# `persons_needed` says how many people each group needs to tell 5% from 4%: {{needed|number}}. With `planned`, the verdict until then is "too early". There is a reason: whoever
# looks every day and stops at the first hit finds something even where there is nothing.
#
# ### Task 3 · Change: the test goes on
#
# In the end it was 24,000 people per group, with 960 subscriptions for A and 1,000 for B. The film pays from one percentage point on; that is `worth`, fixed beforehand.
# Put the new numbers in. Is the verdict `"effect"`, `"no effect"` or `"cannot tell"`?

# %% key="task-ab"
print(kk.ab_test(96, 2_400, 118, 2_400, worth=0.01).sentence)  # @learner
print(kk.ab_test(960, 24_000, 1_000, 24_000, worth=0.01).sentence)  # solution
verdict = "no effect"  # solution
kk.check("11.ab", verdict=verdict)

# %% [raw] key="task-ab"
# kind = "change"
# worked = { de = "Jetzt ist das Intervall so schmal, dass es ganz unter einem Prozentpunkt liegt. Erst damit darf man sagen: keine nennenswerte Wirkung.", en = "Now the interval is so narrow that all of it lies below one percentage point. Only this permits the sentence: no effect worth mentioning." }
#
# [verdict]
# "no effect" = { also = ["keine Wirkung"], de = "Das ganze Intervall liegt unter dem, was sich lohnt. „Keine nennenswerte Wirkung“ ist ein Befund, und er braucht mehr Daten als jeder andere.", en = "The whole interval lies below what would pay. \"No effect worth mentioning\" is a finding, and it takes more data than any other." }
# "cannot tell" = { also = ["nicht zu sagen"], de = "So war es mit 2.400 Menschen. Mit zehnmal so vielen ist das Intervall schmal: Vergleich sein oberes Ende mit einem Prozentpunkt.", en = "That was so with 2,400 people. With ten times as many, the interval is narrow: compare its upper end with one percentage point." }
# effect = { also = ["Wirkung", "eine Wirkung"], de = "Die Null liegt im Intervall. Eine Wirkung ist das nicht. Lies den Satz noch einmal: Was schließt er aus?", en = "Zero lies within the interval. That is no effect. Read the sentence again: what does it rule out?" }
#
# [[hints]]
# de = "In die Klammern gehören 960 und 24_000 für A, dann 1_000 und 24_000 für B. Der Unterstrich trennt nur die Tausender."
# en = "In the brackets go 960 and 24_000 for A, then 1_000 and 24_000 for B. The underscore only separates the thousands."
#
# [[hints]]
# de = "Frag zweierlei: Liegt null im Intervall? Und liegt noch etwas darin, das nennenswert wäre?"
# en = "Ask two things: is zero within the interval? And does it still hold anything worth mentioning?"

# %% [markdown] lang="de" key="typical-mistake"
# ## 4 · Die Region ohne Kampagne
#
# ### Typischer Fehler: vorher gegen nachher
#
# Menschen lassen sich auslosen, ein Frühjahr nicht. Viele Berichte nehmen dann die Tage vor der Kampagne als Vergleich. `before_after` tut das auch, legt aber das Vorjahr daneben.
# Zuerst das Frühjahr, von `first` bis `last`. Die Herbstkampagne läuft von `begin` bis `end`. **Rate zuerst:** Welche Kampagne sieht besser aus?

# %% [markdown] lang="en" key="typical-mistake"
# ## 4 · The region without the campaign
#
# ### Typical mistake: before and after
#
# People can be split at random, a spring cannot. That is why many reports compare with the days before the campaign. `before_after` does so, too, but puts last year beside it.
# First comes spring, from `first` to `last`. The autumn campaign goes from `begin` to `end`. **Guess first:** which campaign looks better?

# %% key="typical-mistake"
print(kk.before_after(daily, first, last).sentence)
begin, end = date(2025, 9, 1), date(2025, 10, 31)
print(kk.before_after(daily, begin, end).sentence)

# %% [markdown] lang="de" key="region" given="52"
# Der Vergleich vorher gegen nachher lobt das Frühjahr und findet im Herbst nichts. Beides ist kein Beleg. Im Frühjahr hilft die Saison, im Herbst schadet sie: Im Jahr davor ging es
# von August bis Oktober ohne Kampagne abwärts. **Woran du den Fehler bemerkst:** Frag bei jedem „seitdem“, was in denselben Wochen ohnehin geschieht.
#
# Für den Herbst gibt es etwas Besseres. Die Kampagne *Herbst Lichtset* lief in allen Bundesländern außer Niedersachsen. Das ist unsere **Vergleichsregion**, auch Kontrollregion genannt: Saison,
# Wetter und Preise wirken dort wie überall, nur die Kampagne fehlt.
#
# `difference_in_differences` zählt beide Seiten. Die zweite Zeile fasst die Wochen zusammen (`groupby`). In der Zeile `False` stehen die 52 Wochen vorher, in `True` die
# Kampagne und sieben Tage danach. `treated` sind die Länder mit Kampagne, `control` ist Niedersachsen.

# %% [markdown] lang="en" key="region" given="52"
# Comparing before and after praises spring and finds nothing in autumn. Neither is evidence. In spring the season helps, in autumn it hurts: a year earlier, without
# the campaign, orders fell from August to October. **How to notice the mistake:** at each "since then", ask what happens in those weeks anyway.
#
# For autumn there is something better. The campaign *Herbst Lichtset* (the autumn light set) ran in every state except Lower Saxony, in the data `Niedersachsen`. That is our **control region**: season,
# weather and prices are at work there as everywhere; only the campaign is missing.
#
# `difference_in_differences` counts both sides. The second line adds up the weeks (`groupby`). The row `False` holds the 52 weeks before, `True` the
# campaign and seven days after it. `treated` are the states with the campaign, `control` is Lower Saxony.

# %% key="region"
autumn = kk.difference_in_differences(orders, begin, end, control="Niedersachsen")
totals = autumn.weeks.groupby("during")[["treated", "control"]].sum()
totals

# %% [markdown] lang="de" key="task-region"
# ### Aufgabe 4 · Rechnen: Was hätte es ohne die Kampagne gegeben?
#
# Vorher kamen auf eine Bestellung in Niedersachsen rund vier aus den anderen Ländern. Angenommen, ohne Kampagne wäre das so geblieben. Dann war in den anderen Ländern zu erwarten:
# ihre Zahl von vorher, mal der Veränderung in Niedersachsen.
#
# `before` ist die obere Zeile der Tabelle, `during` die untere. `before["control"]` ist also die Zahl von Niedersachsen vorher. Rechne zuerst `expected` aus, das Erwartete, dann `caused`: was darüber hinausging.

# %% [markdown] lang="en" key="task-region"
# ### Task 4 · Calculate: what would have come without the campaign?
#
# Before, there were about four orders from the other states for each one in Lower Saxony. Suppose it had stayed that way without the campaign. Then we can say what
# was to be expected in the other states: their number before, times the change in Lower Saxony.
#
# `before` is the upper row of the table, `during` the lower one. So `before["control"]` is Lower Saxony's number before. First calculate `expected`, then `caused`: what went beyond it.

# %% key="task-region"
before, during = totals.loc[False], totals.loc[True]
expected = before["treated"] * during["control"] / before["control"]  # solution
caused = during["treated"] - expected  # solution
kk.check("11.region", expected=expected, caused=caused)

# %% [raw] key="task-region"
# kind = "build"
# worked = { de = "Niedersachsen zeigt, um welchen Faktor sich alles geändert hätte: `during[\"control\"] / before[\"control\"]`. Darin steckt auch, dass die Kampagne kürzer war als das Jahr davor. Mal der früheren Zahl der anderen Länder ergibt sich das Erwartete; der Rest ist die Wirkung.", en = "Lower Saxony shows by which factor everything would have changed: `during[\"control\"] / before[\"control\"]`. This also allows for the campaign being shorter than the year before it. Times the earlier number of the other states, it gives what was to be expected; the rest is the effect." }
#
# [expected]
# right = { de = "So viele Bestellungen waren ohne Kampagne zu erwarten.", en = "That many orders were to be expected without the campaign." }
# other = { de = "Nimm die Zahl der anderen Länder vorher und multipliziere sie mit der Veränderung in Niedersachsen: während geteilt durch vorher.", en = "Take the other states' number before and multiply it by the change in Lower Saxony: during divided by before." }
# also = ["before['treated'] / before['control'] * during['control']", "9233 * 387 / 2313", "1545"]
#
# [[expected.wrong]]
# value = "before['treated'] * before['control'] / during['control']"
# de = "Der Bruch steht auf dem Kopf. Die Veränderung ist während geteilt durch vorher."
# en = "The fraction is upside down. The change is during divided by before."
#
# [[expected.wrong]]
# value = "before['treated'] / 364 * 68"
# de = "Du hast die Zahl von vorher auf die Tage der Kampagne umgerechnet. Damit fehlt die Saison; die kennt nur Niedersachsen."
# en = "You scaled the earlier number to the days of the campaign. That leaves out the season, which only Lower Saxony knows."
#
# [[expected.wrong]]
# value = "before['treated'] - (before['control'] - during['control'])"
# de = "Du hast abgezogen, wie viele Bestellungen Niedersachsen weniger hatte. Die anderen Länder sind aber viel größer: Rechne mit dem Verhältnis, während geteilt durch vorher."
# en = "You subtracted by how many orders Lower Saxony fell. But the other states are much larger: use the ratio, during divided by before."
#
# [[expected.wrong]]
# value = "during['treated'] * during['control'] / before['control']"
# de = "Du bist von der Zahl während der Kampagne ausgegangen. Die enthält die Wirkung schon: Nimm `before[\"treated\"]`."
# en = "You started from the number during the campaign. It holds the effect already: take `before[\"treated\"]`."
#
# [[expected.wrong]]
# value = "during['control'] / before['control']"
# de = "Das ist die Veränderung in Niedersachsen, als Faktor. Nimm sie noch mal mit `before[\"treated\"]`."
# en = "This is the change in Lower Saxony, as a factor. Multiply it by `before[\"treated\"]`."
#
# [[expected.wrong]]
# value = "before['treated']"
# de = "Das ist die Zahl der 52 Wochen vorher. Die Kampagne war kürzer, und die Saison eine andere: Nimm sie mal der Veränderung in Niedersachsen."
# en = "This is the number of the 52 weeks before. The campaign was shorter, and the season another: multiply it by the change in Lower Saxony."
#
# [[expected.wrong]]
# value = "during['control']"
# de = "Das sind die Bestellungen in Niedersachsen. Die anderen Länder sind größer; nimm das Verhältnis, nicht die Zahl."
# en = "These are the orders in Lower Saxony. The other states are larger; take the ratio, not the number."
#
# [caused]
# right = { de = "Und so viele kamen darüber hinaus. Das ist die Schätzung für die Wirkung.", en = "And that many came on top. This is the estimate of the effect." }
# other = { de = "Zieh das Erwartete von dem ab, was in den Ländern mit Kampagne wirklich kam: `during[\"treated\"]`.", en = "Subtract what was expected from what really came in the states with the campaign: `during[\"treated\"]`." }
# also = ["during['treated'] - before['treated'] * during['control'] / before['control']", "autumn.effect.value", "492"]
#
# [[caused.wrong]]
# value = "autumn.naive"
# de = "Das ist vorher gegen nachher. Der Vergleich mit Niedersachsen fehlt darin."
# en = "This is before and after. The comparison with Lower Saxony is missing from it."
#
# [[caused.wrong]]
# value = "during['treated'] - during['control']"
# de = "Das ist der Abstand der beiden Seiten. Die Länder mit Kampagne waren schon vorher größer; zieh das Erwartete ab."
# en = "This is the distance between the two sides. The states with the campaign were larger before, too; subtract what was expected."
#
# [[caused.wrong]]
# value = "during['treated']"
# de = "Das sind alle Bestellungen dieser Länder. Die meisten hätte es auch ohne Kampagne gegeben."
# en = "These are all orders of those states. Most of them would have come without the campaign."
#
# [[caused.wrong]]
# value = "during['treated'] / expected"
# de = "Das ist das Verhältnis von dem, was kam, zu dem, was zu erwarten war. Gefragt ist der Abstand: Zieh `expected` ab."
# en = "This is the ratio of what came to what was expected. We want the distance: subtract `expected`."
#
# [[caused.wrong]]
# value = "during['treated'] / expected - 1"
# de = "Das ist die Wirkung als Anteil. Gefragt ist sie in Bestellungen."
# en = "This is the effect as a share. The question asks for orders."
#
# [[hints]]
# de = "Die Veränderung in Niedersachsen ist `during[\"control\"] / before[\"control\"]`."
# en = "The change in Lower Saxony is `during[\"control\"] / before[\"control\"]`."
#
# [[hints]]
# de = "Multipliziere sie mit `before[\"treated\"]`, das ergibt `expected`."
# en = "Multiply it by `before[\"treated\"]`; that gives `expected`."
#
# [[hints]]
# de = "`caused` ist `during[\"treated\"] - expected`."
# en = "`caused` is `during[\"treated\"] - expected`."

# %% [markdown] lang="de" key="parallel"
# Was du gerechnet hast, heißt **Differenz-von-Differenzen**: die Veränderung hier, gemessen an der Veränderung dort. Die Bibliothek rechnet dasselbe und gibt ein Intervall dazu, denn
# auch Niedersachsen schwankt.
#
# Die Methode steht und fällt mit einer Annahme. Sie heißt **parallele Trends**: Ohne Kampagne hätten sich alle Länder um denselben Faktor verändert. Ganz beweisen lässt sie sich nicht.
# Prüfen lässt sich, ob es vorher so war. Im Diagramm sollten beide Linien bis September 2025 nebeneinander laufen.

# %% [markdown] lang="en" key="parallel"
# What you calculated is called **difference-in-differences**: the change here, measured against the change there. The library does the same and adds an interval, for
# Lower Saxony, too, has its ups and downs.
#
# The method stands and falls with one assumption, called **parallel trends**: without the campaign, all states would have changed by the same factor. It cannot be proved in full.
# What can be checked is whether it held before. In the chart, the two lines should run side by side until September 2025.

# %% key="parallel"
print(autumn.sentence)
chart = kk.charts.parallel_trends(autumn)

# %% [markdown] lang="de" key="claims"
# ## 5 · Dein Urteil und die Wahrheit
#
# Drei Zahlen für dieselben Wochen. Vorher gegen nachher sagt {{autumn.naive|number}}. Der Vergleich mit Niedersachsen sagt {{autumn.effect.value|number}}. Und Meta rechnet sich
# {{exports.ads.query("campaign == 'Herbst Lichtset'")["conversions"].sum()|number}} Käufe zu: jeden bis sieben Tage nach einem Klick oder einen Tag nach der Einblendung.
#
# Metas Zahl passt hier ins Intervall. Sie beantwortet trotzdem eine andere Frage: wer die Anzeige *vorher* sah oder anklickte, nicht wer *ihretwegen* kaufte. Gesucht sind **inkrementelle Bestellungen**: solche, die
# es ohne die Kampagne nicht gegeben hätte.
#
# Reicht das für einen Gewinn? `roi_ladder` kennst du aus Lektion 09. Mit `incremental` bekommt sie unsere Schätzung samt Intervall.

# %% [markdown] lang="en" key="claims"
# ## 5 · Your verdict and the truth
#
# Three numbers for the same weeks. Before and after says {{autumn.naive|number}}. The comparison with Lower Saxony says {{autumn.effect.value|number}}. And Meta claims
# {{exports.ads.query("campaign == 'Herbst Lichtset'")["conversions"].sum()|number}} purchases: each one up to seven days after a click or one day after an impression.
#
# Meta's number fits into the interval here. Still, it answers another question: who saw or clicked the ad *before*, not who bought *because* of it. What we want is the **incremental orders**, those that
# would not have come without the campaign.
#
# Is that enough for a profit? You know `roi_ladder` from lesson 09. With `incremental` it gets our estimate with its interval.

# %% key="claims"
utm = {"Herbst Lichtset": "herbst_lichtset"}
ladder = kk.roi_ladder(exports, "Herbst Lichtset", utm=utm, incremental=autumn.effect)
print(ladder.sentence)

# %% [markdown] lang="de" key="verdict" tags=["free-text"]
# Trenne zwei Fragen: Hat die Kampagne Bestellungen ausgelöst? Und hat sie Geld verdient? Bei jeder siehst du nach, ob die Null im Intervall liegt oder außerhalb. Die Antworten können verschieden sein.
#
# ### Aufgabe 5 · Entscheiden: dein Urteil
#
# Schreib in diese Zelle (Doppelklick, dann hinter die drei Punkte klicken), was du über beide Kampagnen sagst. Zu jeder gehören vier Angaben: das Urteil, die Zahl mit ihrem Intervall, worauf es sich stützt, was es umwerfen würde.
# Denk an alle vier Proben: Soll und Ist, Saison, Vergleichsregion, Zufall. Für das Frühjahr gab es keine Vergleichsregion.
#
# Trag danach deine Urteile in die nächste Zelle ein, als `"effect"` (Wirkung), `"no effect"` (keine Wirkung) oder `"cannot tell"` (nicht zu sagen).
# In `my_orders` kommt die Zahl zusätzlicher Bestellungen, auf die du dich für den Herbst festlegst. Sobald du die Wahrheit kennst, wird nichts mehr geändert.
#
# *Deine Antwort:* …

# %% [markdown] lang="en" key="verdict" tags=["free-text"]
# Keep two questions apart: did the campaign cause orders? And did it earn money? For each, see whether zero lies within the interval or outside it. The answers may differ.
#
# ### Task 5 · Decide: your verdict
#
# Write into this cell (double click, then click behind the three dots) what you say about both campaigns. Each needs four things: the verdict, the number with its interval, what it rests on, and what would overturn it.
# Think of all four tests: target and actual, season, control region, chance. For spring there was no control region.
#
# Then enter your verdicts in the next cell, as `"effect"`, `"no effect"` or `"cannot tell"`.
# `my_orders` takes the number of additional orders that you commit to for autumn. Once you know the truth, nothing is changed any more.
#
# *Your answer:* …

# %% key="task-verdict"
spring_verdict = "cannot tell"  # solution
autumn_verdict = "effect"  # solution
my_orders = 492  # solution
kk.check("11.verdict", spring=spring_verdict, autumn=autumn_verdict, orders=my_orders)

# %% [raw] key="task-verdict"
# kind = "read"
# worked = { de = "Im Herbst liegt das ganze Intervall über null: eine Wirkung. Im Frühjahr fehlt die Vergleichsregion, und das Intervall von `before_after` reicht von weit unter null bis darüber: nicht zu sagen. Die beste einzelne Zahl für den Herbst ist die Schätzung; jede im Intervall lässt sich verteidigen.", en = "In autumn the whole interval lies above zero: an effect. In spring there is no control region, and the interval of `before_after` reaches from far below zero to above it: cannot tell. The best single number for autumn is the estimate; any within the interval can be defended." }
#
# [spring]
# "cannot tell" = { also = ["nicht zu sagen"], de = "Frühjahr: Die Saison erklärt das Plus. Ob die Kampagne etwas beitrug, zeigen diese Daten nicht.", en = "Spring: the season explains the rise. These data do not show whether the campaign added anything." }
# "no effect" = { also = ["keine Wirkung"], de = "Frühjahr: Dafür müsste das ganze Intervall nahe null liegen. Es ist aber breit. Kein Beleg für eine Wirkung ist noch kein Beleg, dass es keine gab.", en = "Spring: for that, the whole interval would have to lie near zero. But it is wide. No evidence of an effect is not evidence that there was none." }
# effect = { also = ["Wirkung", "eine Wirkung"], de = "Frühjahr: Das Plus gegenüber dem Winter gab es auch im Jahr davor, ohne Kampagne. Lies noch einmal, was `before_after` am Ende sagt.", en = "Spring: the rise against winter came a year earlier, too, without the campaign. Read again how `before_after` ends." }
#
# [autumn]
# effect = { also = ["Wirkung", "eine Wirkung"], de = "Herbst: Das ganze Intervall liegt über null.", en = "Autumn: the whole interval lies above zero." }
# "no effect" = { also = ["keine Wirkung"], de = "Herbst: So sieht es nur vorher gegen nachher aus. Mit Niedersachsen verglichen liegt das ganze Intervall über null.", en = "Autumn: that is how it looks before and after alone. Compared with Lower Saxony, the whole interval lies above zero." }
# "cannot tell" = { also = ["nicht zu sagen"], de = "Herbst: Das gilt für den Gewinn. Bei den Bestellungen liegt das ganze Intervall über null.", en = "Autumn: that is so for the profit. For the orders, the whole interval lies above zero." }
#
# [orders]
# right = { de = "Notiert. Deine Zahl liegt im Intervall; jetzt darf die Wahrheit auf den Tisch.", en = "Noted. Your number lies within the interval; now the truth may be told." }
# other = { de = "Diese Zahl passt nicht zum Vergleich mit Niedersachsen. Nimm eine, die im Intervall der Schätzung liegt.", en = "This number does not fit the comparison with Lower Saxony. Take one within the interval of the estimate." }
# also = ["autumn.effect.value", "500", "424"]
# between = ["autumn.effect.low // 1", "autumn.effect.high // 1 + 1"]
#
# [[orders.wrong]]
# value = "autumn.naive"
# de = "Das ist vorher gegen nachher. Dort hat die Saison die Wirkung verdeckt."
# en = "This is before and after. There the season hid the effect."
#
# [[orders.wrong]]
# value = "during['treated']"
# de = "Das sind alle Bestellungen in den Ländern mit Kampagne. Die meisten wären ohnehin gekommen."
# en = "These are all orders in the states with the campaign. Most would have come anyway."
#
# [[hints]]
# de = "Drei Urteile gibt es. Eine Wirkung: null liegt außerhalb des Intervalls. Keine: das ganze Intervall ist nicht nennenswert. Sonst ist es nicht zu sagen."
# en = "There are three verdicts. An effect: zero lies outside the interval. None: nothing in the interval is worth mentioning. Otherwise it cannot be told."
#
# [[hints]]
# de = "Für das Frühjahr lies den letzten Satz von `before_after`, für den Herbst den Satz über dem Diagramm."
# en = "For spring, read the last sentence of `before_after`; for autumn, the sentence above the chart."

# %% [markdown] lang="de" key="truth"
# Jetzt öffnen wir die Datei. Emscherrad ist simuliert, deshalb wissen wir von jeder Bestellung, ob es sie ohne die Kampagne gegeben hätte. `read_csv` liest eine Tabelle, die schon sauber ist.
#
# Sie erscheint nur, wenn in deinen drei Antworten keine Punkte mehr stehen (`committed`). `claimed_orders` meldet Meta, `incremental_orders` hat die Kampagne ausgelöst.

# %% [markdown] lang="en" key="truth"
# Now we open the file. Emscherrad is simulated, so we know of every order whether it would have come without the campaign. `read_csv` reads a table that is clean already.
#
# It appears only once no dots are left in your three answers (`committed`). `claimed_orders` is what Meta reports, `incremental_orders` what the campaign caused.

# %% key="truth"
import pandas as pd

truth = pd.read_csv(kk.sample().parent / "truth" / "campaigns.csv").set_index("campaign")
committed = ... not in (spring_verdict, autumn_verdict, my_orders)
opened = truth[["claimed_orders", "incremental_orders"]]
closed = "Leg dich zuerst fest: Oben stehen noch Punkte."  # @de
closed = "Commit yourself first: there are still dots above."  # @en
opened if committed else closed

# %% [markdown] lang="de" key="task-roi"
# Lies in der Tabelle zuerst *Herbst Lichtset*. Die Wahrheit liegt im Intervall, unterhalb der Schätzung. Das ist kein Fehler der Methode: Ein Intervall verspricht, die Wahrheit meist zu enthalten,
# nicht, sie in der Mitte zu haben.
#
# Dann das Frühjahr. Die Kampagne hat Bestellungen ausgelöst, wenn auch wenige von {{year.now|number}} im selben Zeitraum. „Keine Wirkung“ wäre also falsch gewesen: In so vielen Bestellungen gehen so wenige unter.
# Und sieh auf *Retargeting Warenkorb*: Meta rechnet sich die meisten Käufe zu, ausgelöst wurde kein einziger. Wer den Warenkorb schon gefüllt hatte, kaufte auch ohne Anzeige.
#
# ### Aufgabe 6 · Rechnen: der wahre ROI
#
# Wie groß war der Gewinn im Herbst, als Anteil an den Kosten? `margin` ist der Deckungsbeitrag der inkrementellen Bestellungen, `cost` sind die Vollkosten.

# %% [markdown] lang="en" key="task-roi"
# In the table, read *Herbst Lichtset* first. The truth lies within the interval, below the estimate. That is no fault of the method: an interval promises to hold the truth in most cases,
# not to have it in the middle.
#
# Then spring, *Frühjahr Lastenrad Prospecting*. That campaign did cause orders, if only a few of {{year.now|number}} in the same period. So "no effect" would have been wrong: so few are lost among so many.
# And look at *Retargeting Warenkorb*, the ads for abandoned carts: Meta claims more purchases for it than for any other, and not a single one was caused. Those who had filled a cart bought without the ad, too.
#
# ### Task 6 · Calculate: the true ROI
#
# How large was autumn's profit, as a share of the costs? `margin` is the contribution margin of the incremental orders, `cost` the full cost.

# %% key="task-roi"
margin = truth.loc["Herbst Lichtset", "incremental_margin"]
cost = kk.full_costs(exports).of("Herbst Lichtset").total
true_roi = (margin - cost) / cost  # solution
kk.check("11.true_roi", true_roi=true_roi)

# %% [raw] key="task-roi"
# kind = "build"
# worked = { de = "Vom Deckungsbeitrag gehen alle Kosten ab; was bleibt, wird auf die Kosten bezogen. `kk.roi_ladder` mit `incremental=kk.Estimate(424, 424, 424)` kommt auf dieselbe Zahl.", en = "All costs are taken off the contribution margin; what remains is related to the costs. `kk.roi_ladder` with `incremental=kk.Estimate(424, 424, 424)` arrives at the same number." }
#
# [true_roi]
# right = { de = "Die Herbstkampagne hat Geld verdient. Aus den Daten allein konnte das niemand sicher sagen; auch dieser Wert liegt in unserem Intervall.", en = "The autumn campaign earned money. From the data alone nobody could be sure; this value, too, lies within our interval." }
# other = { de = "Zieh die Kosten vom Deckungsbeitrag ab und teile durch die Kosten.", en = "Subtract the costs from the margin and divide by the costs." }
# also = ["margin / cost - 1", "kk.roi_ladder(exports, 'Herbst Lichtset', utm=utm, incremental=kk.Estimate(424, 424, 424)).rung('incremental_roi').point", "0.2363"]
#
# [[true_roi.wrong]]
# value = "margin / cost"
# de = "Das ist Deckungsbeitrag je Euro Kosten. Für den ROI müssen die Kosten erst abgezogen werden."
# en = "This is margin per euro of cost. For the ROI, the costs must be subtracted first."
#
# [[true_roi.wrong]]
# value = "margin - cost / cost"
# de = "Die Kosten sind noch nicht abgezogen. Steht bei dir `margin - cost / cost`, dann teilt Python zuerst: Setz Klammern um `margin - cost`."
# en = "The costs have not been subtracted yet. If you wrote `margin - cost / cost`, Python divides first: put brackets around `margin - cost`."
#
# [[true_roi.wrong]]
# value = "24"
# de = "Das ist der Wert in Prozent, gerundet. Gefragt ist der Anteil, und Python soll ihn ausrechnen: `(margin - cost) / cost`."
# en = "This is the value in percent, rounded. We want the share, and Python is to calculate it: `(margin - cost) / cost`."
#
# [[true_roi.wrong]]
# value = "truth.loc['Herbst Lichtset', 'incremental_revenue'] / cost"
# de = "Das ist Umsatz je Euro Kosten. Nimm den Deckungsbeitrag, zieh die Kosten ab, und teile dann durch sie."
# en = "This is revenue per euro of cost. Take the margin, subtract the costs, and then divide by them."
#
# [[true_roi.wrong]]
# value = "(truth.loc['Herbst Lichtset', 'incremental_orders'] - cost) / cost"
# de = "Du hast Euro von Bestellungen abgezogen. Nimm statt der Bestellungen ihren Deckungsbeitrag: `margin`."
# en = "You subtracted euros from orders. Instead of the orders, take their margin: `margin`."
#
# [[true_roi.wrong]]
# value = "cost / margin"
# de = "Der Bruch steht auf dem Kopf, und die Kosten sind nicht abgezogen: Gewinn geteilt durch Kosten."
# en = "The fraction is upside down, and the costs have not been subtracted: profit divided by costs."
#
# [[true_roi.wrong]]
# value = "(margin - cost) / margin"
# de = "Du hast durch den Deckungsbeitrag geteilt. Der ROI bezieht den Gewinn auf das, was eingesetzt wurde: die Kosten."
# en = "You divided by the margin. ROI relates the profit to what was put in: the costs."
#
# [[true_roi.wrong]]
# value = "margin - cost"
# de = "Das ist der Gewinn in Euro. Teile ihn noch durch die Kosten."
# en = "This is the profit in euros. Divide it by the costs."
#
# [[true_roi.wrong]]
# value = "truth.loc['Herbst Lichtset', 'incremental_revenue'] / truth.loc['Herbst Lichtset', 'spend']"
# de = "Das ist ein ROAS: Umsatz durch Werbeausgaben. Es fehlen der Wareneinsatz und die Arbeitszeit."
# en = "This is a ROAS: revenue by ad spend. The cost of goods and the working hours are missing."
#
# [[true_roi.wrong]]
# value = "(truth.loc['Herbst Lichtset', 'incremental_revenue'] - cost) / cost"
# de = "Du hast mit dem Umsatz gerechnet. Davon geht noch der Wareneinsatz ab; nimm den Deckungsbeitrag."
# en = "You used the revenue. The cost of goods still comes off it; take the margin."
#
# [[true_roi.wrong]]
# value = "margin / truth.loc['Herbst Lichtset', 'spend'] - 1"
# de = "In deinen Kosten fehlen Arbeitszeit und Produktion. Nimm `cost` statt der Werbeausgaben."
# en = "Working hours and production are missing from your costs. Take `cost` instead of the ad spend."
#
# [[true_roi.wrong]]
# value = "ladder.rung('incremental_roi').point"
# de = "Das ist der ROI aus unserer Schätzung. Gefragt ist der wahre, mit `margin` aus der Datei."
# en = "This is the ROI from our estimate. The question asks for the true one, with `margin` from the file."
#
# [[hints]]
# de = "ROI heißt: Gewinn geteilt durch Kosten. Der Gewinn ist der Deckungsbeitrag minus die Kosten."
# en = "ROI means profit divided by costs. The profit is the margin minus the costs."
#
# [[hints]]
# de = "Beide Zahlen stehen schon da: `margin` und `cost`. Vergiss die Klammern um die Differenz nicht."
# en = "Both numbers are there already: `margin` and `cost`. Do not forget the brackets around the difference."

# %% [markdown] lang="de" key="quiz-no-effect"
# ### Quiz
#
# **Frage 1.** Ein A/B-Test endet „nicht signifikant“. Was darfst du schreiben?
#
# - **a** Die neue Fassung wirkt nicht.
# - **b** Diese Daten lassen kein Urteil zu; das Intervall sagt, was noch möglich ist.
# - **c** Die neue Fassung wirkt, man sieht es nur noch nicht.

# %% [markdown] lang="en" key="quiz-no-effect"
# ### Quiz
#
# **Question 1.** An A/B test ends "not significant". What may you write?
#
# - **a** The new version has no effect.
# - **b** These data do not permit a verdict; the interval says what is still possible.
# - **c** The new version works, only it does not show yet.

# %% key="quiz-no-effect"
answer = "b"  # solution
kk.check("11.quiz_no_effect", answer=answer)

# %% [raw] key="quiz-no-effect"
# [answer]
# a = { de = "Das wäre ein eigener Befund. Dafür müsste das ganze Intervall kleiner sein als das, was nennenswert ist. „Nicht signifikant“ sagt das nicht.", en = "That would be a finding of its own. The whole interval would have to be smaller than what is worth mentioning. \"Not significant\" does not say so." }
# b = { de = "„Keine Wirkung“ und „nicht zu sagen“ sind zwei verschiedene Sätze. Das Intervall zeigt, welcher gilt.", en = "\"No effect\" and \"cannot tell\" are different sentences. The interval shows which one holds." }
# c = { de = "Das ist ein Wunsch, kein Befund. Auch null passt zu den Daten.", en = "That is a wish, not a finding. Zero fits the data as well." }
#
# [[hints]]
# de = "Denk an den Test mit 2.400 Menschen je Gruppe. Was lag alles im Intervall?"
# en = "Think of the test with 2,400 people per group. What did the interval hold?"

# %% [markdown] lang="de" key="quiz-month"
# **Frage 2.** Der Mai hatte mehr Bestellungen als der April, und im Mai lief eine Kampagne. Womit vergleichst du zuerst?
#
# - **a** Mit dem Mai des Vorjahres und dessen Abstand zum April
# - **b** Mit dem April, das ist der nächste Monat
# - **c** Mit dem, was Meta meldet

# %% [markdown] lang="en" key="quiz-month"
# **Question 2.** May had more orders than April, and in May a campaign was running. What do you compare with first?
#
# - **a** With May of last year, and how far it was from its April
# - **b** With April, the nearest month
# - **c** With what Meta reports

# %% key="quiz-month"
answer = "a"  # solution
kk.check("11.quiz_month", answer=answer)

# %% [raw] key="quiz-month"
# [answer]
# a = { de = "So siehst du, welches Plus die Saison ohnehin bringt. Ein Beweis ist auch das nicht, denn ein Vorjahr ist nur ein einziges Beispiel.", en = "That shows which rise the season brings anyway. It is no proof either, for one year is only a single example." }
# b = { de = "Im Frühjahr liegt jeder Monat über dem davor. Der Vormonat würde jede Kampagne loben, die dann läuft.", en = "In spring, each month is above the one before. The previous month would praise any campaign that runs then." }
# c = { de = "Meta zählt, wer vorher geklickt oder die Anzeige gesehen hat. Ob er ohnehin gekauft hätte, weiß Meta nicht.", en = "Meta counts who clicked or saw the ad before. Meta does not know whether they would have bought anyway." }
#
# [[hints]]
# de = "Sieh noch einmal auf das Diagramm mit den zwei Hügeln."
# en = "Look again at the chart with the two hills."

# %% [markdown] lang="de" key="quiz-daily" given="0.05"
# **Frage 3.** Ein Test soll drei Wochen laufen. Am vierten Tag meldet das Werkzeug „signifikant, p < 0,05“. Die Agentur will aufhören und den Sieger nehmen. Was sagst du?
#
# - **a** Einverstanden, unter 0,05 ist es sicher.
# - **b** Weiterlaufen lassen. Wer täglich nachsieht und beim ersten Treffer aufhört, findet auch Unterschiede, wo keine sind.
# - **c** Weiterlaufen lassen, bis der Unterschied noch größer ist.

# %% [markdown] lang="en" key="quiz-daily" given="0.05"
# **Question 3.** A test is to run for three weeks. On the fourth day the tool says "significant, p < 0.05". The agency wants to stop and take the winner. What do you say?
#
# - **a** Agreed, below 0.05 it is certain.
# - **b** Let it run. Whoever looks every day and stops at the first hit finds differences where there are none.
# - **c** Let it run until the difference is even larger.

# %% key="quiz-daily"
answer = "b"  # solution
kk.check("11.quiz_daily", answer=answer)

# %% [raw] key="quiz-daily"
# [answer]
# a = { de = "Die 0,05 gelten für einen einzigen Blick, am vorher festgelegten Ende. Bei einundzwanzig Blicken hat der Zufall viele Gelegenheiten.", en = "The 0.05 holds for a single look, at the end that was fixed beforehand. With twenty-one looks, chance has many opportunities." }
# b = { de = "Lege vorher fest, wie viele Menschen es sein sollen, und urteile dann einmal. `planned` erinnert dich daran.", en = "Fix beforehand how many people there are to be, and judge once. `planned` reminds you of it." }
# c = { de = "Auch das heißt: aufhören, wenn es gefällt. Das Ende muss feststehen, bevor der Test beginnt.", en = "That, too, means stopping when it pleases. The end must be fixed before the test begins." }
#
# [[hints]]
# de = "Wie oft dürfte man würfeln, bis eine Sechs als Beweis für einen gezinkten Würfel gilt?"
# en = "How often may you roll a die before a six counts as proof that it is loaded?"

# %% [markdown] lang="de" key="practice"
# ## 6 · Antworten und mitnehmen
#
# ### In der Praxis: So kommst du an eine Vergleichsregion
#
# - **Bestellungen:** Exportier sie aus dem Shop-System, mit Tag und Bundesland der Lieferadresse. Ohne Region gibt es keinen Vergleich.
# - **Anzeigen:** Schließ die Region aus, wenn du im Werbeanzeigenmanager die Anzeigengruppe und ihre Standorte anlegst. Hinterher ist es zu spät.
# - **Auslosen lassen:** Große Plattformen bieten A/B-Tests und Lift-Studien an. Eine Lift-Studie lost aus, wer die Anzeige nicht sieht.
#
# Was in den Exporten fehlt: wer ohnehin gekauft hätte. Das steht nie in einer Datei. Man muss es einrichten, bevor die Kampagne beginnt.

# %% [markdown] lang="en" key="practice"
# ## 6 · Answers to take away
#
# ### In practice: how to get a control region
#
# - **Orders:** export them from the shop system, with the day and the state of the delivery address. No region, no comparison.
# - **Ads:** exclude the region when you create the ad set and its locations in Ads Manager. Afterwards it is too late.
# - **Random groups:** large platforms offer A/B tests and lift studies. A lift study decides at random who does not see the ad.
#
# What is missing from the exports: who would have bought anyway. No file ever holds that. It has to be set up before the campaign begins.

# %% [markdown] lang="de" key="answer" given="90 275"
# ### Was du antworten kannst
#
# > „Nein. Das Ziel für das Frühjahr haben wir verfehlt: {{275 - short_by|number}} statt 275 Bestellungen aus den eigenen Kanälen. Das Plus gegenüber dem Winter ist die Saison: {{winter.relative|percent:0}} mehr, aber nur {{year.relative|percent:0}} mehr als im Frühjahr davor.
# > Was die Kampagne dazu beitrug, lässt sich nicht sagen, denn sie lief überall. Gemessen an Shop und Vollkosten hat sie Geld verloren.
# > Im Herbst verdeckte die auslaufende Saison die Wirkung. Verglichen mit Niedersachsen brachte die Kampagne rund {{autumn.effect.value|round}} zusätzliche Bestellungen; das Intervall (90 %) reicht von {{autumn.effect.low|number}} bis {{autumn.effect.high|number}}.
# > Ob sie Gewinn gebracht hat, ist offen. Mein Vorschlag: den Herbst wiederholen und auch im Frühjahr eine Region auslassen, ausgelost und vorher festgelegt.“
#
# In einer echten Firma endet die Geschichte hier, ohne die Datei mit der Wahrheit. Dein Urteil muss ohne sie bestehen.
#
# ### Was wir gelernt haben
#
# - Ein erreichtes Ziel sagt nicht, warum. Ein verfehltes auch nicht.
# - Vor jedem „mehr als vorher“ steht die Frage nach der Saison.
# - „Keine Wirkung“ und „nicht zu sagen“ sind zwei verschiedene Urteile.
# - Vorher gegen nachher belegt keine Ursache. Eine Vergleichsregion kann es, wenn die Trends vorher parallel liefen.
# - Die Plattform zählt Käufe *nach* ihren Anzeigen, nicht *wegen* ihrer Anzeigen.
# - Erst festlegen, dann nachsehen, und zwar einmal.

# %% [markdown] lang="en" key="answer" given="90 275"
# ### What you can answer
#
# > "No. We missed our goal for spring: {{275 - short_by|number}} instead of 275 orders from our own channels. The rise since winter is the season: {{winter.relative|percent:0}} more, but only {{year.relative|percent:0}} more than in the spring before.
# > What the campaign added to it cannot be said, because it ran everywhere. By the shop's figures and with all costs counted, it lost money.
# > In autumn, the end of the season hid the effect. Compared with Lower Saxony, the campaign brought some {{autumn.effect.value|round}} additional orders; the interval (90%) reaches from {{autumn.effect.low|number}} to {{autumn.effect.high|number}}.
# > Whether it made a profit is open. My proposal: repeat autumn, and leave out a region in spring as well, chosen at random and fixed beforehand."
#
# In a real company the story ends here, without the file that holds the truth. Your verdict has to stand without it.
#
# ### What we have learned
#
# - A goal that is reached does not say why. Nor does one that is missed.
# - Each "more than before" raises the question of the season first.
# - "No effect" and "cannot tell" are two different verdicts.
# - Before and after proves no cause. A control region can show one, if the trends ran parallel before.
# - The platform counts purchases *after* its ads, not *because of* its ads.
# - Decide first, then look, and look once.

# %% [markdown] lang="de" key="transfer" tags=["free-text"]
# ### Aufgabe 7 · Entscheiden: für deine Facharbeit
#
# Nimm eine Maßnahme, die dein Betrieb plant. Schreib in diese Zelle:
#
# 1. Welche Zahl soll sich ändern, und ab welcher Änderung wäre es nennenswert?
# 2. Wer oder was bleibt ohne die Maßnahme, und wer lost das aus?
# 3. Wann siehst du nach, und was folgt aus jedem der drei Urteile?
#
# *Deine Antwort:* …

# %% [markdown] lang="de" key="reading" given="84 1.92 0.48"
# **Abgeben:** Speichere mit Strg+S. Tippe dann in einem zweiten Terminal, wie in Lektion 00: `python start.py handin`. Die Datei `abgabe.html` enthält die
# Antworten und Texte aller Lektionen. Schick sie vor der nächsten Videokonferenz an deine Fachperson.
#
# ### Zum Weiterlesen
#
# - David Card und Alan B. Krueger, *Minimum Wages and Employment*, *American Economic Review* 84 (1994): der bekannteste Vergleich zweier Regionen. Die Idee ist dieselbe wie in dieser Lektion.
# - metrickittools, Stichwort „incremental ROAS“, auf Englisch: ein Rechenbeispiel, in dem die Plattform 1,92 meldet und das Experiment 0,48 findet.
# - `docs/evidence.de.md` bei kpi_kit: alle Funktionen dieser Lektion mit ihren Grenzen.
#
# **Wie es weitergeht:** Trag deine Antworten aus allen Lektionen zusammen. Sie sind der Rohstoff für deine Facharbeit.

# %% [markdown] lang="en" key="transfer" tags=["free-text"]
# ### Task 7 · Decide: for your term paper
#
# Take an activity that your company is planning. Write into this cell:
#
# 1. Which number is to change, and how large a change would be worth mentioning?
# 2. Who or what goes without the activity, and how is that drawn at random?
# 3. When do you look, and what follows from each of the three verdicts?
#
# *Your answer:* …

# %% [markdown] lang="en" key="reading" given="84 1.92 0.48"
# **Hand in:** Save with Ctrl+S. Then type in a second terminal, as in lesson 00: `python start.py handin`. The file `handin.html` holds your
# answers and texts from all lessons. Send it to your expert before the next video session.
#
# ### Further reading
#
# - David Card and Alan B. Krueger, *Minimum Wages and Employment*, *American Economic Review* 84 (1994): the best-known comparison of two regions. The idea is the same as in this lesson.
# - metrickittools, on incremental ROAS: an example in which the platform reports 1.92 and the experiment finds 0.48.
# - `docs/evidence.en.md` with kpi_kit: all functions of this lesson, with their limits.
#
# **How to go on:** Gather your answers from all lessons. They are the raw material of your term paper.
