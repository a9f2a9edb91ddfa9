# %% [markdown] lang="de" key="title"
# # 05 · Reichweite: warum man Menschen nicht addieren darf
#
# **Zeit:** 4 Stunden · **Daten:** zwei Jahre Instagram von Emscherrad, seine Bestellungen und, zum ersten Mal, die Wahrheit
#
# Danach kannst du
#
# - Reichweite, Brutto-Reichweite, Impressionen, Aufrufe und Kontaktfrequenz auseinanderhalten,
# - die Netto-Reichweite eines Monats von unten und von oben eingrenzen,
# - eine Schätzung abgeben und sagen, auf welcher Annahme sie ruht,
# - erkennen, wann eine Kurve springt, weil sich die Zählweise geändert hat,
# - einer Geschäftsführung eine Reichweite nennen, die du verteidigen kannst.
#
# **Du brauchst** Lektion 00: eine Zelle ausführen, einen Export laden, `compute` aufrufen.
#
# | Abschnitt | Minuten |
# |---|---|
# | 1 · Was eine Tageszahl zählt | 30 |
# | 2 · Die Rechnung der Agentur | 45 |
# | 3 · Enger eingrenzen, begründet schätzen | 50 |
# | 4 · Die Wahrheit öffnen | 45 |
# | 5 · Das Reel vom 12. Mai | 20 |
# | 6 · Ein Sprung, der keiner ist | 20 |
# | 7 · Antworten und mitnehmen | 30 |
#
# **Im Zielbaum** stehen wir bei der Bekanntheit: Unternehmensziel → Kunden gewinnen → bekannter werden → **Reichweite**.
# Sie zeigt, wer etwas sehen konnte. Ob es jemanden bewegt hat, zeigt sie nicht.

# %% [markdown] lang="en" key="title"
# # 05 · Reach: why people cannot be added up
#
# **Time:** 4 hours · **Data:** two years of Instagram from Emscherrad, its orders and, for the first time, the truth
#
# Afterwards you can
#
# - tell reach, gross reach, impressions, views and frequency apart,
# - say what the net reach of a month is at least and at most,
# - make an estimate and name the assumption it rests on,
# - recognise a curve that jumps because the counting has changed,
# - give management a reach figure that you are able to defend.
#
# **You need** lesson 00: run a cell, load an export, call `compute`.
#
# | Section | Minutes |
# |---|---|
# | 1 · What a daily figure counts | 30 |
# | 2 · The agency's calculation | 45 |
# | 3 · Tighter bounds, a reasoned estimate | 50 |
# | 4 · Opening the truth | 45 |
# | 5 · The reel of 12 May | 20 |
# | 6 · A jump that is none | 20 |
# | 7 · Answers to take away | 30 |
#
# **In the goal tree** we are dealing with awareness: company goal → win customers → become better known → **reach**.
# Reach shows who could have seen something. It does not show whether anybody was moved by it.

# %% [markdown] lang="de" key="question" given="600000"
# ## Die Frage der Geschäftsführung
#
# „Im Mai haben wir auf Instagram {{end: may["reach"].sum()|number}} Menschen erreicht, schreibt die Agentur. Dortmund hat rund 600.000 Einwohner.
# Das wäre fast jeder Dritte. Können wir diese Zahl den Gesellschaftern zeigen?“
#
# Am Ende dieser Lektion hast du eine Antwort, eine bessere Zahl und einen Satz, mit dem du sie begründest.

# %% [markdown] lang="en" key="question" given="600000"
# ## What management asks
#
# "In May we reached {{end: may["reach"].sum()|number}} people on Instagram, the agency writes. Dortmund has some 600,000 inhabitants.
# That would be almost one in three. Can we show this figure to our shareholders?"
#
# By the end of this lesson you have an answer, a better figure, and a sentence that gives your reasons.

# %% [markdown] lang="de" key="predict"
# ## 1 · Was eine Tageszahl zählt
#
# **Rate zuerst.** Am Freitag kommen 12 Menschen in den Laden, am Samstag 20. Wie viele verschiedene Menschen waren es an beiden
# Tagen zusammen? Schreib deine Zahl auf.
#
# Dann lade die Daten. Die ersten Zeilen kennst du aus Lektion 00. `exports.accounts` enthält die Tageswerte des Kontos; wir
# nennen sie `days`. `tail` zeigt die letzten fünf Zeilen.

# %% [markdown] lang="en" key="predict"
# ## 1 · What a daily figure counts
#
# **Guess first.** On Friday 12 people walk into the shop, on Saturday 20. How many different people were there on
# the two days together? Write your number down.
#
# Then load the data. You know the first lines from lesson 00. `exports.accounts` holds the daily figures of the account; we
# call them `days`. `tail` shows the last five rows.

# %% key="load"
import kpi_kit as kk

kk.use("de")  # @de
kk.use("en")  # @en
kk.explain_errors()
exports = kk.load(kk.sample() / "instagram")
days = exports.accounts
days[["date", "reach", "views"]].tail()

# %% [markdown] lang="de" key="words" given="32"
# Im Laden waren es mindestens 20 Menschen, denn so viele kamen allein am Samstag. Höchstens waren es 32, nämlich wenn niemand
# zweimal kam. Genauer lässt es sich aus zwei Tageszahlen nicht sagen. Mit der Reichweite ist es genauso.
#
# Eine Zeile ist ein Tag auf Instagram. Zwei Spalten klingen ähnlich und messen Verschiedenes:
#
# - `reach`, die Reichweite: wie viele Konten an diesem Tag mindestens einmal etwas von uns gesehen haben. Wer zehnmal schaut, zählt einmal.
# - `views`, die Aufrufe: wie oft etwas von uns gezeigt oder abgespielt wurde. Wer zehnmal schaut, zählt zehnmal.
#
# Bis April 2025 gab es bei Instagram statt der Aufrufe die **Impressionen**: wie oft ein Beitrag eingeblendet wurde. In Abschnitt 6
# kommen wir darauf zurück.
#
# Ein Konto ist noch kein Mensch: Manche haben zwei, manche teilen sich eines. Berichte sagen trotzdem „Menschen“, und wir auch.
#
# Jetzt zum Mai 2026. `query` wählt seine Tage aus, vom ersten bis zum letzten. Auch einen einzelnen Tag nennst du zweimal, denn mit `==` findet
# `query` ihn nicht. `nlargest` zeigt die fünf mit der größten Reichweite.

# %% [markdown] lang="en" key="words" given="32"
# At least 20 people were in the shop, for that many came on Saturday alone. At most there were 32, if nobody
# came twice. Two daily figures cannot tell you more than that. The same goes for reach.
#
# One row is one day on Instagram. Two columns sound alike and measure different things:
#
# - `reach`: how many accounts saw something of ours at least once on that day. Someone who looks ten times counts once.
# - `views`: how often something of ours was shown or played. Someone who looks ten times counts ten times.
#
# Until April 2025 Instagram had **impressions** in place of views: how often a post was put on a screen. We come back to this in
# section 6.
#
# An account is not a person: some people have two, others share one. Reports say "people" all the same, and so do we.
#
# Now to May 2026. `query` picks its days, from the first to the last. Name a single day twice, too: with `==`,
# `query` does not find it. `nlargest` shows the five with the largest reach.

# %% key="may"
may = days.query("'2026-05-01' <= date <= '2026-05-31'")
may.nlargest(5, "reach")[["date", "reach", "views"]]

# %% [markdown] lang="de" key="refuse"
# Ein Tag ragt heraus: der 12. Mai. An diesem Abend erschien ein Reel, das sich weit über die eigenen Follower hinaus verbreitete.
#
# ## 2 · Die Rechnung der Agentur
#
# Die Agentur hat alle {{len(may)|number}} Tageswerte zusammengezählt. So kam sie auf {{may["reach"].sum()|number}}.
# **Schätz zuerst:** Wie viele verschiedene Menschen stecken wohl dahinter? Notiere deine Zahl, wir brauchen sie noch.
#
# Dann bitten wir die Bibliothek um dieselbe Rechnung: `compute` soll die Reichweite je Monat angeben.

# %% [markdown] lang="en" key="refuse"
# One day stands out: 12 May. That evening a reel went out that spread far beyond our own followers.
#
# ## 2 · The agency's calculation
#
# The agency added up all {{len(may)|number}} daily figures. That is how it arrived at {{may["reach"].sum()|number}}.
# **Guess first:** how many different people do you think are behind that? Note your number; we will need it.
#
# Then we ask the library for the same calculation: `compute` is to give the reach by month.

# %% key="refuse" tags=["raises-exception"]
kk.compute(may, ["reach"], by="month")

# %% [markdown] lang="de" key="task-bounds"
# Die Bibliothek weigert sich, und sie nennt den Grund. Wer am 12. und am 13. Mai geschaut hat, steckt in beiden Tageswerten. In der
# Summe zählt dieser Mensch doppelt. Sie ist die Brutto-Reichweite: Kontakte, nicht Menschen.
#
# Wie viele verschiedene Menschen es waren, heißt **Netto-Reichweite**. Aus Tageswerten lässt sie sich nicht ausrechnen. Eingrenzen
# lässt sie sich aber, wie die Kundschaft im Laden: Die Meldung zeigt dir den Weg.
#
# ### Aufgabe 1 · Rechnen: die Schranken
#
# Wie viele Menschen waren es im Mai mindestens, wie viele höchstens? Ersetze die Punkte durch zwei Rechnungen mit der Spalte
# `may["reach"]`. Die größte Zahl einer Spalte gibt `max(…)`, ihre Summe `sum(…)`.

# %% [markdown] lang="en" key="task-bounds"
# The library refuses, and it gives its reason. Someone who looked on 12 May and on 13 May is in both daily figures. The
# sum counts this person twice. It is the gross reach: contacts, not people.
#
# The number of different people is called **net reach**. It cannot be calculated from daily figures. But like the customers in the
# shop, it can be bounded: the message shows you how.
#
# ### Task 1 · Calculate: the bounds
#
# How many people were there in May at least, and how many at most? Replace the dots with two calculations on the column
# `may["reach"]`. `max(…)` gives the largest number of a column, `sum(…)` its sum.

# %% key="task-bounds"
at_least = max(may["reach"])  # solution
at_most = sum(may["reach"])  # solution
kk.check("05.bounds", at_least=at_least, at_most=at_most)

# %% [raw] key="task-bounds"
# kind = "build"
# worked = { de = "Weniger Menschen als am stärksten Tag können es im ganzen Monat nicht gewesen sein. Mehr als die Summe auch nicht: Sie gilt nur, wenn niemand an zwei Tagen geschaut hat.", en = "In the whole month there cannot have been fewer people than on the strongest day. Nor more than the sum, which holds only if nobody looked on two days." }
#
# [at_least]
# right = { de = "So viele waren es allein am 12. Mai, im ganzen Monat also mindestens.", en = "That many people saw something on 12 May alone; in the whole month there were at least as many." }
# other = { de = "Die untere Schranke ist ein einzelner Tageswert: Wie viele waren es am stärksten Tag?", en = "The lower bound is the figure of a single day: how many were there on the strongest day?" }
# also = ["may['reach'].nlargest(1)", 'kk.compute(may, ["largest_reach"])["largest_reach"]']
#
# [[at_least.wrong]]
# value = "sum(may['reach'])"
# de = "Das ist die Summe aller Tage, also die Brutto-Reichweite: Kontakte, nicht Menschen. Sie gehört nach oben. Wie viele waren es am stärksten Tag?"
# en = "This is the sum of all days, the gross reach: contacts, not people. It belongs to the upper bound. How many were there on the strongest day?"
#
# [[at_least.wrong]]
# value = "min(may['reach'])"
# de = "Das ist der schwächste Tag. An anderen Tagen waren es mehr Menschen, also im Monat erst recht. Nimm den stärksten."
# en = "This is the weakest day. On other days there were more people, so in the month even more so. Take the strongest."
#
# [[at_least.wrong]]
# value = "may['reach'].mean()"
# de = "Das ist der Mittelwert der Tage. Am stärksten Tag waren es mehr, und diese Menschen gehören alle zum Monat."
# en = "This is the mean of the days. On the strongest day there were more, and all of these people belong to the month."
#
# [[at_least.wrong]]
# value = "max(may['views'])"
# de = "Das sind Aufrufe (`views`): Wer zehnmal schaut, zählt dort zehnmal. Menschen zählt die Spalte `reach`."
# en = "These are `views`: someone who looks ten times counts ten times there. People are counted in the column `reach`."
#
# [at_most]
# right = { de = "Und mehr als die Brutto-Reichweite können es nicht gewesen sein.", en = "And there cannot have been more than the gross reach." }
# other = { de = "Die obere Schranke gilt, wenn niemand an zwei Tagen geschaut hat. Dann darfst du die Tage zusammenzählen.", en = "The upper bound holds if nobody looked on two days. Then you may add up the days." }
# also = ["may['reach'].sum()", 'kk.compute(may, ["gross_reach"])["gross_reach"]']
#
# [[at_most.wrong]]
# value = "max(may['reach'])"
# de = "Das ist der stärkste Tag, also die untere Schranke. An anderen Tagen können andere Menschen dazugekommen sein."
# en = "This is the strongest day, so the lower bound. On other days, other people may have been added."
#
# [[at_most.wrong]]
# value = "sum(may['views'])"
# de = "Das sind die Aufrufe des Monats. Nicht jeder Aufruf ist ein anderer Mensch. Nimm die Spalte `reach`."
# en = "These are the views of the month. Not every view is another person. Take the column `reach`."
#
# [[at_most.wrong]]
# value = "600_000"
# de = "So viele wohnen in Dortmund. Die Tageswerte geben eine engere Schranke her: ihre Summe."
# en = "That many live in Dortmund. The daily figures give a tighter bound: their sum."
#
# [[hints]]
# de = "Denk an den Laden: 12 am Freitag, 20 am Samstag. Wie kamst du auf mindestens, wie auf höchstens?"
# en = "Think of the shop: 12 on Friday, 20 on Saturday. How did you get to at least, how to at most?"
#
# [[hints]]
# de = "Für mindestens brauchst du `max(may[\"reach\"])`. Für höchstens die andere Rechnung."
# en = "For at least you need `max(may[\"reach\"])`. For at most, the other calculation."

# %% [markdown] lang="de" key="platform"
# Zwischen den beiden Schranken ist viel Platz. Die Meldung nennt noch einen Weg: die Plattform. Instagram kennt jedes Konto und
# kann es über den ganzen Monat einmal zählen. `platform_figures` sucht in den Exporten nach solchen Zahlen.

# %% [markdown] lang="en" key="platform"
# There is a lot of room between the two bounds. The message names one more way: the platform. Instagram knows every account and
# can count it once over the whole month. `platform_figures` looks for such figures in the exports.

# %% key="platform"
exports.platform_figures("reach")

# %% [markdown] lang="de" key="advertising"
# Die Tabelle ist leer. Emscherrads Dateien von Instagram enthalten Tage und Beiträge, aber keinen ganzen Monat. So ist es meistens,
# und du hast nichts falsch gemacht.
#
# Wie es anders aussieht, zeigen die Anzeigen. Im Export des Meta Werbeanzeigenmanagers steht eine Summenzeile, und in ihr zählt jedes Konto
# nur einmal. `period_start` und `period_end` nennen den Zeitraum; `sort_values` ordnet nach ihm.

# %% [markdown] lang="en" key="advertising"
# The table is empty. Emscherrad's files from Instagram hold days and posts, but no whole month. That is how it usually is, and you have done nothing wrong.
#
# The ads show that there is another way. The export of Meta Ads Manager has a row of totals, in which each account counts
# only once. `period_start` and `period_end` name the period; `sort_values` puts the rows in its order.

# %% key="advertising"
ads = kk.load(kk.sample() / "ads" / "meta")
totals = ads.platform_figures("reach").sort_values("period_start")
totals[["period_start", "period_end", "reach"]]

# %% [markdown] lang="de" key="task-post"
# Vier Halbjahre, vier Netto-Reichweiten, gezählt von Meta. Auch sie darfst du nicht addieren: Wer in zwei Halbjahren
# eine Anzeige sah, steckt in beiden.
#
# ## 3 · Enger eingrenzen, begründet schätzen
#
# Für die Beiträge auf Instagram hilft ein zweiter Export. Auch die Reichweite *eines Beitrags* zählt jedes Konto einmal, und zwar über alle Tage,
# an denen er lief. Ein großer Beitrag kann die untere Schranke deshalb anheben.
#
# ### Aufgabe 2 · Lesen: eine bessere untere Schranke
#
# Die Zelle zeigt die drei größten Beiträge vom Mai. Wie viele Menschen waren es mindestens, wenn du sie mit heranziehst? Schreib die
# Zahl an die Stelle der Punkte, ohne Punkt und ohne Komma.

# %% [markdown] lang="en" key="task-post"
# Four half-years, four net reach figures, counted by Meta. You must not add these up either: someone who saw an ad in two half-years is in both.
#
# ## 3 · Tighter bounds, a reasoned estimate
#
# For the posts on Instagram, a second export helps. The reach of *one post* counts each account once as well, over all the days
# on which it was seen. So a large post can raise the lower bound.
#
# ### Task 2 · Read: a better lower bound
#
# The cell shows the three largest posts of May. How many people were there at least, if you take them into account? Put the
# number in place of the dots, without any point or comma.

# %% key="task-post"
may_posts = exports.posts.query("'2026-05-01' <= published_on <= '2026-05-31'")
display(may_posts.nlargest(3, "reach")[["published_on", "format", "reach", "views"]])
better_at_least = 136707  # solution
kk.check("05.post", better_at_least=better_at_least)

# %% [raw] key="task-post"
# kind = "read"
# worked = { de = "Das Reel vom 12. Mai hat allein mehr Menschen erreicht als der stärkste Tag, weil es über viele Tage lief. Jeden Menschen zählt es einmal, also ist seine Reichweite eine untere Schranke.", en = "The reel of 12 May alone reached more people than the strongest day, because it was seen over many days. It counts each person once, so its reach is a lower bound." }
#
# [better_at_least]
# right = { de = "So viele Menschen hat allein das Reel erreicht. Ein Vorbehalt bleibt: Der Wert gilt bis zum Download, also zählt mit, wer es erst im Juni sah.", en = "That many people were reached by the reel alone. One reservation: the figure runs up to the download, so it includes those who saw it as late as June." }
# other = { de = "Lies in der Spalte `reach` den größten Wert ab: Dieser Beitrag allein hat so viele Menschen erreicht.", en = "Read the largest value in the column `reach`: this post alone reached that many people." }
# also = ["may_posts['reach'].max()", "may_posts.nlargest(1, 'reach')['reach']"]
#
# [[better_at_least.wrong]]
# value = "max(may['reach'])"
# de = "Das ist der stärkste Tag aus Aufgabe 1. Die Tabelle zeigt einen Beitrag, der über mehrere Tage mehr Menschen erreicht hat."
# en = "This is the strongest day of task 1. The table shows a post that reached more people over several days."
#
# [[better_at_least.wrong]]
# value = "may_posts['views'].max()"
# de = "Das sind die Aufrufe des Reels. Wer es dreimal sah, zählt dort dreimal. Die Menschen stehen in der Spalte `reach`."
# en = "These are the views of the reel. Someone who saw it three times counts three times there. The people are in the column `reach`."
#
# [[better_at_least.wrong]]
# value = "may_posts['reach'].nlargest(3).sum()"
# de = "Du hast die drei Beiträge addiert. Wer zwei davon sah, zählt dann doppelt. Sicher ist nur der größte allein."
# en = "You added up the three posts. Someone who saw two of them then counts twice. Only the largest one by itself is certain."
#
# [[better_at_least.wrong]]
# value = "may_posts['reach'].sum()"
# de = "Das ist die Summe aller Beiträge, wieder eine Brutto-Reichweite. Sicher ist nur der größte Beitrag allein."
# en = "This is the sum of all posts, a gross reach again. Only the largest post by itself is certain."
#
# [[hints]]
# de = "Es ist derselbe Gedanke wie bei den Tagen: Weniger als die größte einzelne Zahl kann es nicht sein."
# en = "It is the same thought as with the days: it cannot be less than the largest single figure."
#
# [[hints]]
# de = "Die gesuchte Zahl steht in der ersten Zeile der Tabelle, in der Spalte `reach`."
# en = "The number is in the first row of the table, in the column `reach`."

# %% [markdown] lang="de" key="task-universe" given="600000 240000"
# Zwischen dem größten Beitrag und der Summe der Tage ist noch viel Platz. Wer eine einzelne Zahl will, muss etwas annehmen.
#
# Eine verbreitete Annahme: Jeder Tag zieht seine Menschen unabhängig von den anderen, wie Lose aus einem Topf. Der Topf heißt
# **Grundgesamtheit** (`universe`): alle, die überhaupt erreicht werden können. Von seiner Größe hängt ab, wie viele mehrmals gezogen werden.
#
# ### Aufgabe 3 · Ändern: wie groß ist der Topf?
#
# Die Zelle nimmt die rund 600.000 Menschen aus Dortmund. Aber längst nicht alle nutzen Instagram. Rechne mit 240.000, also mit vier von zehn;
# auch das ist eine Annahme. Der Topf könnte ebenso gut größer sein: Nur {{exports.audience.query("dimension == 'city'")["share"].max()|percent:0}} unserer Follower wohnen in Dortmund, sagt Instagram.
#
# **Schätz zuerst:** Steigt die Zahl mit 240.000 oder sinkt sie? Dann ändere die erste Zeile und trag die neue Schätzung ein, auf ganze Menschen gerundet.

# %% [markdown] lang="en" key="task-universe" given="600000 240000"
# Between the largest post and the sum of the days there is still a lot of room. If you want a single number, you have to assume something.
#
# A common assumption: each day draws its people independently of the others, like tickets from a drum. The drum is called the
# **universe**: everybody who can be reached at all. Its size decides how many are drawn more than once.
#
# ### Task 3 · Change: how large is the drum?
#
# The cell takes the 600,000 or so people of Dortmund. But by no means all of them use Instagram. Try 240,000, four in ten;
# that is an assumption, too. The drum might as well be larger: only {{exports.audience.query("dimension == 'city'")["share"].max()|percent:0}} of our followers live in Dortmund, says Instagram.
#
# **Guess first:** with 240,000, does the number go up or down? Then change the first line and enter the new estimate, rounded to whole people.

# %% key="task-universe"
display(kk.compute(may, ["reach_if_independent"], given={"universe": 600_000}))  # @learner
display(kk.compute(may, ["reach_if_independent"], given={"universe": 240_000}))  # solution
estimate = 137212  # solution
kk.check("05.universe", estimate=estimate)

# %% [raw] key="task-universe"
# kind = "change"
# worked = { de = "Ein kleinerer Topf heißt: Dieselben Menschen werden öfter gezogen, es bleiben weniger verschiedene. Die Schätzung hängt also daran, was du als Grundgesamtheit ansetzt.", en = "A smaller drum means that the same people are drawn more often, which leaves fewer different ones. So the estimate depends on what you take as the universe." }
#
# [estimate]
# right = { de = "Die Schätzung sinkt: Aus einem kleineren Topf zieht man öfter dasselbe Los. Allein die Annahme hat die Zahl um Zehntausende verschoben.", en = "The estimate goes down: from a smaller drum you draw the same ticket more often. The assumption alone has moved the number by tens of thousands." }
# other = { de = "Ersetze in der ersten Zeile `600_000` durch `240_000`, führ die Zelle aus und schreib die Zahl unter `reach_if_independent` ab.", en = "In the first line replace `600_000` with `240_000`, run the cell and copy the number below `reach_if_independent`." }
# also = ['kk.compute(may, ["reach_if_independent"], given={"universe": 240_000})["reach_if_independent"]', '240_000 * (1 - (1 - may["reach"] / 240_000).prod())']
#
# [[estimate.wrong]]
# value = "kk.compute(may, ['reach_if_independent'], given={'universe': 600_000})['reach_if_independent'].iloc[0]"
# de = "Das ist die Schätzung für 600.000. Ändere in der ersten Zeile die Grundgesamtheit und führ die Zelle noch einmal aus."
# en = "This is the estimate for 600,000. Change the universe in the first line and run the cell again."
#
# [[estimate.wrong]]
# value = "sum(may['reach'])"
# de = "Das ist die Brutto-Reichweite. Sie käme heraus, wenn der Topf unendlich groß wäre und niemand zweimal gezogen würde."
# en = "This is the gross reach. It would come out if the drum were infinitely large and nobody were drawn twice."
#
# [[estimate.wrong]]
# value = "240_000"
# de = "Das ist die Grundgesamtheit selbst. Gesucht ist, wie viele davon erreicht wurden: die Zahl unter `reach_if_independent`."
# en = "This is the universe itself. The question is how many of it were reached: the number below `reach_if_independent`."
#
# [[hints]]
# de = "Du musst in der ersten Zeile nur eine Zahl ändern: die hinter `\"universe\":`."
# en = "There is only one number to change in the first line: the one after `\"universe\":`."
#
# [[hints]]
# de = "Die Schätzung steht in der Tabelle unter `reach_if_independent`. Lass die Stellen nach dem Punkt weg."
# en = "The estimate is in the table below `reach_if_independent`. Leave out the digits after the point."

# %% [markdown] lang="de" key="task-commit"
# ### Aufgabe 4 · Festlegen: deine Zahl für den Mai
#
# Du hast zwei Schranken und zwei Schätzungen. Was spricht für eine kleinere Zahl? Follower schauen immer wieder vorbei, viel öfter als
# der Zufall es will. Und für eine größere? Das Reel lief bei Fremden, und die kommen selten an einem zweiten Tag wieder.
#
# Leg dich fest, bevor du weiterliest. Geprüft wird nur, ob deine Zahl möglich ist. Ob sie stimmt, siehst du gleich.

# %% [markdown] lang="en" key="task-commit"
# ### Task 4 · Commit: your number for May
#
# You have two bounds and two estimates. What would make the number smaller? Followers drop in again and again, far more often than
# chance would have it. And what would make it larger? The reel was seen by strangers, and those rarely come back on another day.
#
# Commit yourself before you read on. The check tells you only whether your number is possible. You will soon see whether it is right.

# %% key="task-commit"
my_estimate = 149_000  # solution
kk.check("05.commit", my_estimate=my_estimate)

# %% [raw] key="task-commit"
# kind = "build"
# worked = { de = "Jede Zahl zwischen den Schranken ist möglich. Diese hier liegt näher an der unteren, weil ein großer Teil der übrigen Kontakte von Followern kommt, die immer wieder schauen.", en = "Any number between the bounds is possible. This one lies closer to the lower bound, because many of the other contacts come from followers who look again and again." }
#
# [my_estimate]
# between = ["better_at_least", "sum(may['reach'])"]
# right = { de = "Das ist möglich: Deine Zahl liegt zwischen der besseren unteren Schranke und der Brutto-Reichweite. Notiere auch deinen Grund.", en = "That is possible: your number lies between the better lower bound and the gross reach. Note your reason, too." }
# other = { de = "Das kann nicht sein. Weniger Menschen als das Reel allein können es nicht gewesen sein. Und so viele wie die Summe der Tage wären es nur, wenn im ganzen Mai niemand an zwei Tagen geschaut hätte.", en = "That cannot be. There cannot have been fewer people than the reel alone reached. And it could be as many as the sum of the days only if nobody had looked on two days in all of May." }
# also = ["better_at_least", "137_000", "150_000.0"]
#
# [[my_estimate.wrong]]
# value = "max(may['reach'])"
# de = "Das ist der stärkste Tag. Du weißt es schon besser: Allein das Reel hat mehr Menschen erreicht."
# en = "This is the strongest day. You know better by now: the reel alone reached more people."
#
# [[hints]]
# de = "Sieh dir die untere Schranke aus Aufgabe 2 und die obere aus Aufgabe 1 an. Dazwischen ist alles möglich."
# en = "Look at the lower bound of task 2 and the upper one of task 1. Anything in between is possible."
#
# [[hints]]
# de = "Überleg, wie viele Menschen im Mai geschaut haben, ohne das Reel zu sehen. So viele kommen zur unteren Schranke dazu."
# en = "Think about how many people looked in May without seeing the reel. That many are added to the lower bound."

# %% [markdown] lang="de" key="truth"
# ## 4 · Die Wahrheit öffnen
#
# Emscherrad ist erfunden. Deshalb gibt es hier etwas, das kein Unternehmen hat: die Wahrheit. Jeder Mensch in diesen Daten ist bekannt, mit allem,
# was er gesehen hat. Was du jetzt siehst, weiß sonst nur die Plattform.
#
# `pd` ist pandas, das Werkzeug für Tabellen; `read_csv` liest eine Datei. Dann wählen wir Instagram und die Monate. `assign` ergänzt die Spalte
# `month`: die ersten sieben Zeichen des Datums.

# %% [markdown] lang="en" key="truth"
# ## 4 · Opening the truth
#
# Emscherrad is fictitious. That is why we have something here that no company has: the truth. Each person in this data is known,
# along with everything they have seen. What you are about to see, only the platform knows in real life.
#
# `pd` is pandas, the tool for tables; `read_csv` reads a file. Then we pick Instagram and the months. `assign` adds the column
# `month`: the first seven characters of the date.

# %% key="truth"
import pandas as pd

truth = pd.read_csv(kk.sample().parent / "truth" / "net_reach.csv")
truth = truth.query("channel == 'instagram' and period == 'month'")
truth = truth.assign(month=truth["first_day"].str[:7])
truth[["month", "net_reach", "gross_reach"]].tail(6)

# %% [markdown] lang="de" key="chart" given="100"
# Im Mai waren es {{end: known["2026-05"]|number}} Menschen. Wie weit lagst du daneben, und die Agentur?
#
# Sieh dir auch den April an: {{end: known["2026-04"]|number}} Menschen bei {{end: sum(april["reach"])|number}} Kontakten. Auf 100 Kontakte kamen nur
# {{end: 100 * known["2026-04"] / sum(april["reach"])|number}} Menschen, im Mai dagegen {{end: 100 * known["2026-05"] / sum(may["reach"])|number}}. Feste Umrechnungen gibt es also nicht.
#
# Wo zwischen den Schranken liegt die Wahrheit in den anderen Monaten? **Rate zuerst:** eher unten, in der Mitte oder oben?
#
# Wir holen die Schranken für zwölf Monate aus der Weigerung selbst. `try` heißt: versuch es. `except` heißt: Wenn es schiefgeht, tu
# das hier. Der Fehler bekommt den Namen `error`, und `error.bounds` sind seine Schranken.

# %% [markdown] lang="en" key="chart" given="100"
# In May there were {{end: known["2026-05"]|number}} people. How far off were you, and how far off was the agency?
#
# Look at April, too: {{end: known["2026-04"]|number}} people with {{end: sum(april["reach"])|number}} contacts. For every 100 contacts there were only
# {{end: 100 * known["2026-04"] / sum(april["reach"])|number}} people, but {{end: 100 * known["2026-05"] / sum(may["reach"])|number}} in May. So there is no fixed rate of conversion.
#
# Where between the bounds does the truth lie in the other months? **Guess first:** near the bottom, in the middle, or near the top?
#
# We take the bounds of twelve months from the refusal itself. `try` means: try this. `except` means: if it goes wrong, do
# that. The error is given the name `error`, and `error.bounds` are its bounds.

# %% key="chart"
known = truth.set_index("month")["net_reach"].to_dict()
year = days.query("'2025-07-01' <= date <= '2026-06-30'")
try:
    kk.compute(year, ["reach"], by="month")
except kk.AggregationError as error:
    bounds = error.bounds
chart = kk.charts.reach_bounds(bounds, known=known)

# %% [markdown] lang="de" key="task-frequency" given="240000"
# Jede Raute ist die Wahrheit, jeder Balken reicht von mindestens bis höchstens. In elf Monaten liegt sie in der unteren Hälfte, weil dieselben
# Follower immer wieder schauen. Nur im Mai liegt sie in der oberen: Fremde kamen einmal.
#
# Die Annahme unabhängiger Tage hätte im April {{end: kk.compute(april, ["reach_if_independent"], given=dict(universe=240_000))["reach_if_independent"].iloc[0]|round}} Menschen ergeben, mit 240.000 Losen im Topf. Das ist mehr als das Doppelte
# der Wahrheit. Im Mai lag sie gut. Ohne Monatszahl der Plattform weißt du vorher nicht, welcher Fall vorliegt.
#
# ### Aufgabe 5 · Rechnen: die Kontaktfrequenz
#
# Die **Kontaktfrequenz** sagt, wie oft ein erreichter Mensch im Mittel etwas von uns sah: Aufrufe geteilt durch Netto-Reichweite, beides für
# den ganzen Zeitraum. Wie hoch war sie im April 2026? Die Aufrufe stehen in `april["views"]`.

# %% [markdown] lang="en" key="task-frequency" given="240000"
# Each diamond is the truth, each bar goes from at least to at most. In eleven months it lies in the lower half, because the same
# followers look again and again. Only in May does it lie in the upper half: strangers came once.
#
# In April, the assumption of independent days would have given {{end: kk.compute(april, ["reach_if_independent"], given=dict(universe=240_000))["reach_if_independent"].iloc[0]|round}} people, with 240,000 tickets in the drum. That is more than twice
# the truth. In May it did well. Without the platform's figure for the month, you cannot tell beforehand which case you are in.
#
# ### Task 5 · Calculate: the frequency
#
# **Frequency** says how often, on average, a person who was reached saw something of ours: views divided by net reach, both for
# the whole period. How high was it in April 2026? The views are in `april["views"]`.

# %% key="task-frequency"
april = days.query("'2026-04-01' <= date <= '2026-04-30'")
net_reach = known["2026-04"]
frequency = sum(april["views"]) / net_reach  # solution
kk.check("05.frequency", frequency=frequency)

# %% [raw] key="task-frequency"
# kind = "build"
# worked = { de = "Über den Bruchstrich gehören alle Aufrufe des Monats, darunter die Menschen des ganzen Monats. Nur dann ist die Zahl ein Mittel je Mensch.", en = "All views of the month belong above the line, the people of the whole month below it. Only then is the number an average per person." }
#
# [frequency]
# right = { de = "So oft sah ein erreichter Mensch im April im Mittel etwas von Emscherrad.", en = "That is how often a person who was reached in April saw something of Emscherrad, on average." }
# other = { de = "Zähl die Aufrufe des April zusammen und teile sie durch `net_reach`.", en = "Add up the views of April and divide them by `net_reach`." }
# also = ["april['views'].sum() / net_reach", "5.37"]
#
# [[frequency.wrong]]
# value = "sum(april['views']) / sum(april['reach'])"
# de = "Du hast durch die Brutto-Reichweite geteilt. Wer an zehn Tagen schaute, steht dort zehnmal; so wird die Frequenz viel zu klein. Teile durch `net_reach`."
# en = "You divided by the gross reach. Someone who looked on ten days is in there ten times, which makes the frequency far too small. Divide by `net_reach`."
#
# [[frequency.wrong]]
# value = "(april['views'] / april['reach']).mean()"
# de = "Das ist der Mittelwert der Tagesfrequenzen. Er sagt, wie oft jemand an einem Tag hinsieht, nicht wie oft im Monat."
# en = "This is the mean of the daily frequencies. It says how often somebody looks on a day, not how often in the month."
#
# [[frequency.wrong]]
# value = "sum(april['reach']) / net_reach"
# de = "Das ist Brutto durch Netto: an wie vielen Tagen ein Mensch im Mittel erreicht wurde. Auch nützlich, aber gefragt sind Aufrufe je Mensch."
# en = "This is gross by net: on how many days a person was reached, on average. Useful, too, but the question is views per person."
#
# [[frequency.wrong]]
# value = "net_reach / sum(april['views'])"
# de = "Zähler und Nenner sind vertauscht. Eine Frequenz unter 1 hieße, dass Menschen erreicht wurden, ohne etwas zu sehen."
# en = "Top and bottom have changed places. A frequency below 1 would mean that people were reached without seeing anything."
#
# [[frequency.wrong]]
# value = "sum(april['views'])"
# de = "Das sind alle Aufrufe des Monats. Teile sie noch durch die Menschen, auf die sie sich verteilen."
# en = "These are all views of the month. Now divide them by the people among whom they are shared."
#
# [[frequency.wrong]]
# value = "sum(may['views']) / known['2026-05']"
# de = "Das ist die Frequenz im Mai. Gefragt ist der April: Nimm `april` und `net_reach`."
# en = "This is the frequency of May. The question is about April: take `april` and `net_reach`."
#
# [[hints]]
# de = "Die Beschreibung über der Zelle nennt beide Zahlen: Aufrufe geteilt durch Netto-Reichweite."
# en = "The description above the cell names both numbers: views divided by net reach."
#
# [[hints]]
# de = "Die Aufrufe zählst du mit `sum(april[\"views\"])` zusammen. Die Menschen stehen schon in `net_reach`."
# en = "Add up the views with `sum(april[\"views\"])`. The people are already in `net_reach`."

# %% [markdown] lang="de" key="viral"
# ### Typischer Fehler: die Frequenz aus der Summe
#
# In vielen Berichten stünde für den April eine Frequenz von nur {{sum(april["views"]) / sum(april["reach"])|number:1}}. Dort wurde durch die Summe der Tage geteilt. Mancher folgert daraus, man müsse die
# Menschen öfter ansprechen, obwohl sie schon fünfmal da waren.
#
# Woran du den Fehler bemerkst: Frag, ob unten die Menschen des ganzen Zeitraums stehen. Und sieh nach, ob die Zahl für einen Monat so hoch ist
# wie für einen Tag. Je länger der Zeitraum, desto höher müsste sie sein.
#
# ## 5 · Das Reel vom 12. Mai
#
# Die Geschäftsführung hakt nach: „So viele Menschen, das müsste man doch im Laden merken.“
#
# **Schätz zuerst:** Um wie viel sind die Bestellungen in dieser Woche gestiegen? Wir laden die Bestellungen von 2026 und zählen sie je Kalenderwoche. `complete` lässt angefangene Wochen weg. Das Reel lief in Woche 20.

# %% [markdown] lang="en" key="viral"
# ### Typical mistake: frequency from the sum
#
# Many reports would show a frequency of only {{sum(april["views"]) / sum(april["reach"])|number:1}} for April. They divided by the sum of the days. Some conclude from it that people need to be
# addressed more often, though these people have already been there five times.
#
# How to notice the mistake: ask whether the people of the whole period are below the line. And look whether the number for a month is as high
# as the one for a day. The longer the period, the higher it ought to be.
#
# ## 5 · The reel of 12 May
#
# Management does not give up yet: "So many people, surely that must show in the shop."
#
# **Guess first:** by how much did orders go up in that week? We load the orders of 2026 and count them by calendar week. `complete` leaves out weeks that are cut off. The reel went out in week 20.

# %% key="viral"
shop = kk.load(kk.sample() / "shop" / "Bestellungen 2026.csv")
orders = kk.compute(shop.orders, ["orders"], by="week").query("complete")
chart = kk.charts.trend(orders, "orders", by="week")

# %% [markdown] lang="de" key="views"
# In Woche 20 stieg die Brutto-Reichweite auf das {{end: kk.compute(days, ["gross_reach"], by="week").set_index("week")["gross_reach"]["2026-W20"] / kk.compute(days, ["gross_reach"], by="week").set_index("week")["gross_reach"]["2026-W19"]|number}}-Fache der Vorwoche. Die Bestellungen gingen von {{end: orders.set_index("week")["orders"]["2026-W19"]|number}} auf {{end: orders.set_index("week")["orders"]["2026-W20"]|number}}.
# Das liegt zwischen dem kleinsten und dem größten Wert der vier Wochen davor. Woche 22 ist mit {{end: orders.set_index("week")["orders"]["2026-W22"]|number}} die höchste, aber Woche 16 kam schon vor dem Reel auf {{end: orders.set_index("week")["orders"]["2026-W16"]|number}}.
# Solche Ausschläge hat die Kurve immer; dass sie so hoch liegt, macht der Frühling.
#
# Ein Erfolg für die Bekanntheit kann das Reel trotzdem sein. Nur verkauft hat es in diesen Wochen nichts, was man sehen könnte. Wie man so etwas genau prüft,
# lernst du in Lektion 11.
#
# ## 6 · Ein Sprung, der keiner ist
#
# Noch ein Satz aus dem Bericht: „Von März auf Mai 2025 haben wir die Impressionen der Beiträge um {{end: values.set_index("month")["views"]["2025-05"] / values.set_index("month")["views"]["2025-03"] - 1|percent:0}} gesteigert, bei gleich vielen Beiträgen.“
#
# Wir bauen die Kurve nach. `fillna` füllt leere Stellen: Wo ein Beitrag keine Aufrufe hat, setzt es seine Impressionen ein. So klebt man zwei Reihen zusammen.

# %% [markdown] lang="en" key="views"
# In week 20, gross reach rose to {{end: kk.compute(days, ["gross_reach"], by="week").set_index("week")["gross_reach"]["2026-W20"] / kk.compute(days, ["gross_reach"], by="week").set_index("week")["gross_reach"]["2026-W19"]|number}} times that of the week before. Orders went from {{end: orders.set_index("week")["orders"]["2026-W19"]|number}} to {{end: orders.set_index("week")["orders"]["2026-W20"]|number}}.
# That lies between the smallest and the largest value of the four weeks before. Week 22 is the highest with {{end: orders.set_index("week")["orders"]["2026-W22"]|number}}, but week 16 had {{end: orders.set_index("week")["orders"]["2026-W16"]|number}} even before the reel.
# The curve always goes up and down like this; its high level is due to spring.
#
# The reel may be a success for awareness all the same. But in these weeks, it has left no trace in the orders. Lesson 11 shows
# how to examine this properly.
#
# ## 6 · A jump that is none
#
# One more sentence of the report: "From March to May 2025 we increased the impressions of our posts by {{end: values.set_index("month")["views"]["2025-05"] / values.set_index("month")["views"]["2025-03"] - 1|percent:0}}, with the same number of posts."
#
# Let us rebuild the curve. `fillna` fills gaps: where a post has no views, it puts in its impressions. This is how two series are glued together.

# %% key="views"
posts = exports.posts.query("'2024-10-01' <= published_on <= '2025-10-31'")
glued = posts.assign(views=posts["views"].fillna(posts["impressions"]))
values = kk.compute(glued, ["views"], by=["channel", "month"])
chart = kk.charts.trend(values, "views")

# %% [markdown] lang="de" key="ratio"
# Die Bibliothek warnt, und das Diagramm zeigt die Naht: einen **Zeitreihenbruch**. Von einem Tag an misst die Reihe etwas anderes. Bei Instagram
# war das der 21. April 2025, als Aufrufe an die Stelle der Impressionen traten.
#
# Haben die Menschen danach wirklich mehr gesehen? Wir prüfen es an einem Messwert, dessen Zählweise blieb: der Reichweite. Wie viele Impressionen kamen vorher auf
# einen Kontakt, wie viele Aufrufe danach? `dropna` lässt Beiträge ohne Reichweite weg, `round` rundet auf zwei Stellen.

# %% [markdown] lang="en" key="ratio"
# The library warns, and the chart shows the seam: a **series break**. From one day on, the series measures something else. With Instagram
# that day was 21 April 2025, when views took the place of impressions.
#
# Did people really see more afterwards? We test it on a metric whose counting stayed as it was: reach. How many impressions were there per
# contact before, how many views after? `dropna` leaves out posts without reach, `round` rounds to two digits.

# %% key="ratio"
with_reach = posts.dropna(subset=["reach"])
before = with_reach.query("published_on < '2025-04-21'")
after = with_reach.query("published_on >= '2025-04-21'")
impressions_each = sum(before["impressions"]) / sum(before["reach"])
views_each = sum(after["views"]) / sum(after["reach"])
round(impressions_each, 2), round(views_each, 2)

# %% [markdown] lang="de" key="decide" tags=["free-text"]
# Vorher waren es {{impressions_each|number:2}} Impressionen je Kontakt, danach {{views_each|number:2}} Aufrufe. Das ist rund ein Fünftel mehr, und zwar nur, weil Instagram anders zählt.
# Im Bericht endet die alte Reihe, und eine neue beginnt. Ein Satz sagt, warum.
#
# ## 7 · Antworten und mitnehmen
#
# ### Aufgabe 6 · Entscheiden: was steht im Bericht?
#
# Schreib in diese Zelle (Doppelklick, dann hinter die drei Punkte klicken) den Absatz für die Geschäftsführung, in höchstens sechs Sätzen:
#
# 1. Welche Zahl nennst du für den Mai, und wie heißt sie?
# 2. Zwischen welchen Schranken liegt die Netto-Reichweite, und was davon ist Annahme?
# 3. Was schreibst du über das Reel, was über den Sprung im Frühjahr 2025?
# 4. Welche Zahl soll die Agentur künftig mitliefern?
#
# *Deine Antwort:* …

# %% [markdown] lang="en" key="decide" tags=["free-text"]
# Before, there were {{impressions_each|number:2}} impressions per contact, and {{views_each|number:2}} views after. That is about a fifth more, and only because Instagram counts differently.
# In the report the old series ends, and a new one begins. One sentence says why.
#
# ## 7 · Answers to take away
#
# ### Task 6 · Decide: what goes into the report?
#
# Write into this cell (double click, then click behind the three dots) the paragraph for management, in six sentences at most:
#
# 1. Which figure do you give for May, and what is it called?
# 2. Between which bounds does net reach lie, and which part of that is assumption?
# 3. What do you write about the reel, and what about the jump in spring 2025?
# 4. Which figure should the agency deliver from now on?
#
# *Your answer:* …

# %% [markdown] lang="de" key="quiz-views" given="4000 9000 5000"
# ### Quiz
#
# **Frage 1.** Ein Beitrag hat eine Reichweite von 4.000 und 9.000 Aufrufe. Was heißt das?
#
# - **a** 9.000 Menschen haben ihn gesehen, 4.000 davon bis zum Schluss.
# - **b** 4.000 Konten haben ihn zusammen 9.000-mal gesehen.
# - **c** 5.000 Menschen haben ihn nur einmal gesehen.

# %% [markdown] lang="en" key="quiz-views" given="4000 9000 5000"
# ### Quiz
#
# **Question 1.** A post has a reach of 4,000 and 9,000 views. What does that mean?
#
# - **a** 9,000 people saw it, 4,000 of them to the end.
# - **b** 4,000 accounts saw it 9,000 times altogether.
# - **c** 5,000 people saw it only once.

# %% key="quiz-views"
answer = "b"  # solution
kk.check("05.quiz_views", answer=answer)

# %% [raw] key="quiz-views"
# [answer]
# a = { de = "Aufrufe sind keine Menschen: Wer dreimal schaut, zählt dreimal. Und ob jemand bis zum Schluss blieb, sagt keine der beiden Zahlen.", en = "Views are not people: someone who looks three times counts three times. And neither number tells whether anybody stayed to the end." }
# b = { de = "Reichweite zählt Konten, jedes einmal. Aufrufe zählen jedes Mal. Im Mittel waren es gut zwei Aufrufe je Konto.", en = "Reach counts accounts, each of them once. Views count every time. On average that was a little more than two views per account." }
# c = { de = "Die Differenz der beiden Zahlen ist die Zahl der Wiederholungen, keine Zahl von Menschen.", en = "The difference of the two numbers is the number of repeats, not a number of people." }
#
# [[hints]]
# de = "Welche der beiden Zahlen wächst, wenn dieselbe Person noch einmal schaut?"
# en = "Which of the two numbers grows when the same person looks again?"

# %% [markdown] lang="de" key="quiz-channels" given="8000 3000 11000 5500"
# **Frage 2.** In einem Monat erreichst du auf Instagram 8.000 Menschen und auf Facebook 3.000, beide Male netto. Wie viele sind es auf beiden Kanälen zusammen?
#
# - **a** 11.000
# - **b** 5.500
# - **c** zwischen 8.000 und 11.000

# %% [markdown] lang="en" key="quiz-channels" given="8000 3000 11000 5500"
# **Question 2.** In one month you reach 8,000 people on Instagram and 3,000 on Facebook, net in both cases. How many is that on the two channels together?
#
# - **a** 11,000
# - **b** 5,500
# - **c** between 8,000 and 11,000

# %% key="quiz-channels"
answer = "c"  # solution
kk.check("05.quiz_channels", answer=answer)

# %% [raw] key="quiz-channels"
# [answer]
# a = { de = "So viele sind es nur, wenn niemand beide Kanäle nutzt. Viele Menschen haben Konten auf beiden.", en = "It is that many only if nobody uses both channels. Many people have accounts on both." }
# b = { de = "Das ist der Mittelwert. Allein auf Instagram waren es schon mehr.", en = "This is the mean. On Instagram alone there were more." }
# c = { de = "Mindestens so viele wie auf dem größeren Kanal, höchstens die Summe. Was für Tage gilt, gilt auch für Kanäle.", en = "At least as many as on the larger channel, at most the sum. What holds for days holds for channels, too." }
#
# [[hints]]
# de = "Was wäre, wenn alle von Facebook auch auf Instagram sind? Und was, wenn niemand?"
# en = "What if everybody from Facebook is on Instagram, too? And what if nobody is?"

# %% [markdown] lang="de" key="quiz-independent"
# **Frage 3.** Ein Konto hat treue Follower, die jeden Tag schauen. Jemand schätzt die Netto-Reichweite des Monats mit der Annahme, die Tage seien voneinander unabhängig. Was kommt heraus?
#
# - **a** meist zu viel
# - **b** meist zu wenig
# - **c** genau die Wahrheit, denn es ist Mathematik

# %% [markdown] lang="en" key="quiz-independent"
# **Question 3.** An account has loyal followers who look every day. Somebody estimates the net reach of the month with the assumption that days are independent. What comes out?
#
# - **a** usually too much
# - **b** usually too little
# - **c** exactly the truth, for it is mathematics

# %% key="quiz-independent"
answer = "a"  # solution
kk.check("05.quiz_independent", answer=answer)

# %% [raw] key="quiz-independent"
# [answer]
# a = { de = "Treue Follower kommen öfter wieder, als es der Zufall täte. Also sind es weniger verschiedene Menschen als geschätzt, wie im April.", en = "Loyal followers come back more often than chance would have them. So there are fewer different people than estimated, as in April." }
# b = { de = "Umgekehrt: Wenn dieselben immer wieder schauen, verteilen sich die Kontakte auf weniger Menschen, als die Annahme glaubt.", en = "The other way round: if the same people look again and again, the contacts spread over fewer people than the assumption believes." }
# c = { de = "Die Rechnung stimmt, aber ihre Annahme nicht: Die Tage sind nicht unabhängig, wenn dieselben Menschen wiederkommen.", en = "The calculation is right, but its assumption is not: days are not independent if the same people come back." }
#
# [[hints]]
# de = "Vergleiche im Text über Aufgabe 5, was die Annahme für den April ergab und was die Wahrheit war."
# en = "In the text above task 5, compare what the assumption gave for April with what the truth was."

# %% [markdown] lang="de" key="quiz-break"
# **Frage 4.** Eine Kurve von Instagram springt am 21. April 2025 nach oben. Was tust du im Jahresbericht?
#
# - **a** Den Anstieg als Erfolg der Redaktion nennen.
# - **b** Die Werte vor dem Sprung um ein Fünftel erhöhen, damit die Kurve glatt wird.
# - **c** Beide Zeiträume getrennt zeigen und den Grund dazuschreiben.

# %% [markdown] lang="en" key="quiz-break"
# **Question 4.** A curve from Instagram jumps up on 21 April 2025. What do you do in the annual report?
#
# - **a** Present the rise as a success of the editorial team.
# - **b** Raise the values before the jump by a fifth, so that the curve becomes smooth.
# - **c** Show the two periods apart and state the reason.

# %% key="quiz-break"
answer = "c"  # solution
kk.check("05.quiz_break", answer=answer)

# %% [raw] key="quiz-break"
# [answer]
# a = { de = "An diesem Tag hat Instagram die Zählweise geändert. Für den Anstieg hat niemand etwas getan.", en = "On that day Instagram changed the way it counts. Nobody did anything for the rise." }
# b = { de = "Der Faktor ist ein Durchschnitt unserer Beiträge, und bei Bildern ist er anders als bei Reels. Umgerechnete Werte sähen gemessen aus und wären geschätzt.", en = "The factor is an average of our posts, and it differs between images and reels. Converted values would look measured, though they are estimated." }
# c = { de = "Zwei Reihen, ein Hinweis mit Datum und Quelle: So kann niemand den Sprung für Wachstum halten.", en = "Two series, one note with date and source: that way nobody can mistake the jump for growth." }
#
# [[hints]]
# de = "Was geschah an diesem Tag: etwas bei Emscherrad oder etwas bei Instagram?"
# en = "What happened on that day: something at Emscherrad, or something at Instagram?"

# %% [markdown] lang="de" key="practice" given="30"
# ### In der Praxis: So kommst du an diese Zahlen
#
# - Tageswerte und Beiträge: in der Meta Business Suite bei den Statistiken (*Insights*). Such bei der Kurve der Reichweite und bei der Liste der Inhalte nach „Exportieren“ oder „Herunterladen“. Die Tageswerte heißen auf Englisch `Reach.csv`.
# - Netto-Reichweite eines Zeitraums: in der Instagram-App, in den Statistiken deines Kontos. Wähl zuerst den Zeitraum, dann such nach „Erreichte Konten“.
#
# Menüs werden öfter umbenannt; die Wörter ähneln sich.
#
# Was fehlt oder überrascht:
#
# - Im Export der Tageswerte steht kein Wert für den Monat. Schreib ihn am Monatsanfang aus der App ab; sie reicht nicht beliebig weit zurück.
# - „Letzte 30 Tage“ ist kein Monat. Notiere immer Anfang und Ende dazu.
# - Die Reichweite eines Beitrags wächst nach dem Monatsende weiter.
# - Über mehrere Kanäle hinweg zählt niemand netto. Dort bleiben die Schranken.

# %% [markdown] lang="en" key="practice" given="30"
# ### In practice: how to get these figures
#
# - Daily figures and posts: in Meta Business Suite, among the insights. Beside the curve of reach and beside the list of content, look for "Export" or "Download". In English, the daily figures are called `Reach.csv`.
# - Net reach of a period: in the Instagram app, among the insights of your account. Choose the period first, then look for "Accounts reached".
#
# Menus are renamed now and then; the words stay similar.
#
# What is missing, or surprising:
#
# - The export of daily figures holds no value for the month. Copy it from the app at the start of the next month; the app does not go back for ever.
# - "Last 30 days" is not a month. Always note the first and the last day with it.
# - The reach of a post goes on growing after the end of the month.
# - Nobody counts net across several channels. There, the bounds are all you have.

# %% [markdown] lang="de" key="answer"
# ### Was du antworten kannst
#
# > „Nein, so nicht. {{may["reach"].sum()|number}} ist die Brutto-Reichweite, also Kontakte. Erreicht haben wir zwischen {{max(may_posts["reach"].dropna())|round:3}} und {{may["reach"].sum()|round:3}} Menschen;
# > die untere Zahl stammt allein vom Reel. Ein Drittel von Dortmund ist das nicht: Von unseren Followern wohnen dort nur {{exports.audience.query("dimension == 'city'")["share"].max()|percent:0}}. Die genaue Netto-Reichweite kennt nur Instagram, und die Agentur soll sie
# > künftig mitliefern. In den Bestellungen ist vom Reel nichts zu sehen. Das Plus vom Frühjahr 2025 ist zum größeren Teil eine neue Zählweise.“
#
# ### Was wir gelernt haben
#
# - Reichweite zählt Konten, Aufrufe und Impressionen zählen Vorgänge.
# - Menschen addiert man nicht: weder über Tage noch über Beiträge noch über Kanäle.
# - Mindestens der größte Einzelwert, höchstens die Summe.
# - Eine Schätzung nennt ihre Annahme, sonst ist sie eine Behauptung.
# - Die Kontaktfrequenz braucht die Netto-Reichweite des ganzen Zeitraums.
# - Springt eine Kurve, frag zuerst nach der Zählweise.

# %% [markdown] lang="en" key="answer"
# ### What you can answer
#
# > "No, not like this. {{may["reach"].sum()|number}} is the gross reach, so it is contacts. We reached between {{max(may_posts["reach"].dropna())|round:3}} and {{may["reach"].sum()|round:3}} people;
# > the lower number comes from the reel alone. That is not a third of Dortmund: only {{exports.audience.query("dimension == 'city'")["share"].max()|percent:0}} of our followers live there. Only Instagram knows the exact net reach, and the agency should deliver it
# > from now on. The orders show nothing of the reel. Most of the rise in spring 2025 comes from a new way of counting."
#
# ### What we have learned
#
# - Reach counts accounts; views and impressions count events.
# - People are not added up: not over days, not over posts, not over channels.
# - At least the largest single figure, at most the sum.
# - An estimate names its assumption, or else it is a mere claim.
# - Frequency needs the net reach of the whole period.
# - When a curve jumps, first ask how it is counted.

# %% [markdown] lang="de" key="transfer" tags=["free-text"]
# ### Aufgabe 7 · Für deine Facharbeit
#
# Such in einem eigenen Export oder Bericht die Reichweite. Schreib in diese Zelle:
#
# 1. Wofür gilt die Zahl: für einen Tag, einen Beitrag oder einen ganzen Zeitraum?
# 2. Wurde irgendwo addiert? Gib dann die Schranken an.
# 3. Mit welchem Satz verteidigst du die Zahl, die du berichtest?
#
# *Deine Antwort:* …

# %% [markdown] lang="en" key="transfer" tags=["free-text"]
# ### Task 7 · For your term paper
#
# Find the reach in an export or a report of your own. Write into this cell:
#
# 1. What does the number apply to: a day, a post or a whole period?
# 2. Has anything been added up? Then give the bounds.
# 3. With which sentence do you defend the number that you report?
#
# *Your answer:* …

# %% [markdown] lang="de" key="reading"
# ### Zum Weiterlesen
#
# - agma, Glossar, Stichwörter „Brutto-Reichweite“ und „Netto-Reichweite“: dieselbe Unterscheidung bei Zeitung, Radio und Plakat (agma-mmc.de/service/glossar).
# - Meta, Entwicklerdokumentation zu Instagram Insights (auf Englisch): was am 21. April 2025 endete und was an seine Stelle trat.
# - Klipfolio, MetricHQ, Stichwort „Frequency“ (auf Englisch): Kontakte je erreichter Person.
#
# **Weiter mit Lektion 06:** Engagement: Rate wovon?

# %% [markdown] lang="en" key="reading"
# ### Further reading
#
# - agma, glossary, entries "Brutto-Reichweite" and "Netto-Reichweite" (in German): the same distinction for newspapers, radio and posters (agma-mmc.de/service/glossar).
# - Meta, developer documentation of Instagram insights: what ended on 21 April 2025 and what took its place.
# - Klipfolio, MetricHQ, entry "Frequency": contacts per person reached.
#
# **Go on with lesson 06:** Engagement: rate of what?
