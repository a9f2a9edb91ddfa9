# %% [markdown] lang="de" key="title"
# # 06 · Engagement: Rate wovon?
#
# **Zeit:** 5 Stunden · **Daten:** zwei Jahre Instagram und ein Jahr TikTok von Emscherrad
#
# Danach kannst du
#
# - für eine Frage den passenden Nenner wählen und deine Wahl begründen,
# - erklären, warum Summen, Mittelwert und Median verschiedene Raten ergeben,
# - sagen, ob ein Unterschied zwischen Formaten mehr ist als Zufall,
# - eine angeblich beste Uhrzeit prüfen, bevor du sie empfiehlst,
# - eine Rate nur mit Benchmarks vergleichen, die gleich gerechnet sind.
#
# **Du brauchst** Lektion 00 und die Reichweite aus Lektion 05.
#
# | Abschnitt | Minuten |
# |---|---|
# | 1 · Ein Zähler, vier Nenner | 60 |
# | 2 · Summen, Mittelwert, Median | 50 |
# | 3 · Formate: Unterschied oder Zufall? | 50 |
# | 4 · Die beste Uhrzeit | 60 |
# | 5 · Benchmarks | 30 |
# | 6 · Quiz und Entscheidung | 30 |
# | 7 · Antworten und mitnehmen | 20 |
#
# **Im Zielbaum** gehört die Interaktionsrate zum strategischen Ziel „Kunden binden“: Wer reagiert, hat hingesehen. Ob er kauft, sagt sie nicht.

# %% [markdown] lang="en" key="title"
# # 06 · Engagement: rate of what?
#
# **Time:** 5 hours · **Data:** two years of Instagram and one year of TikTok from Emscherrad
#
# Afterwards you can
#
# - choose the base that fits a question, and give your reasons,
# - explain why sums, mean and median give different rates,
# - tell whether a difference between formats is more than chance,
# - check a so-called best time before you recommend it,
# - compare a rate only with benchmarks made by the same formula.
#
# **You need** lesson 00, and reach from lesson 05.
#
# | Section | Minutes |
# |---|---|
# | 1 · One count, four bases | 60 |
# | 2 · Sums, mean, median | 50 |
# | 3 · Formats: difference or chance? | 50 |
# | 4 · The best time | 60 |
# | 5 · Benchmarks | 30 |
# | 6 · Quiz and decision | 30 |
# | 7 · Answers to take away | 20 |
#
# **In the goal tree** the engagement rate belongs to the strategic goal "keep customers": people who react have looked. It cannot say whether they buy.

# %% [markdown] lang="de" key="question"
# ## Die Frage der Geschäftsführung
#
# „Um 18 Uhr reagieren die Leute am meisten, das sieht man in jedem Bericht. Stellen wir alles auf 18 Uhr um? Und in welchem Format?“
#
# Am Ende dieser Lektion antwortest du darauf. Deine Antwort wird anders lauten, als der Bericht vermuten lässt.
#
# ## 1 · Ein Zähler, vier Nenner
#
# Wir laden die Instagram-Exporte. `dropna` lässt die Reels weg, deren Reichweite fehlt. `recent` sind die Beiträge seit Januar 2026.

# %% [markdown] lang="en" key="question"
# ## What management asks
#
# "People react most at 18:00, every report shows it. Shall we move everything to 18:00? And in what format?"
#
# At the end of this lesson you answer that. Your answer will differ from what the report suggests.
#
# ## 1 · One count, four bases
#
# We load the Instagram exports. `dropna` leaves out the reels whose reach is missing. `recent` holds the posts since January 2026.

# %% key="load"
import kpi_kit as kk

kk.use("de")  # @de
kk.use("en")  # @en
kk.explain_errors()
exports = kk.load(kk.sample() / "instagram")
posts = exports.posts.dropna(subset=["reach"])
recent = posts.query("published_on >= '2026'")

# %% [markdown] lang="de" key="bases"
# Jede Interaktionsrate ist ein Bruch. Oben stehen die Interaktionen. Unten steht, wovon es ein Anteil sein soll: der **Nenner**.
#
# **Rate zuerst.** Dieselben Beiträge, dieselben Interaktionen: Welche Rate ist höher, die nach Reichweite oder die nach Aufrufen?
#
# `compute` rechnet beide. In der zweiten Zeile wählen wir die beiden Spalten, die wir sehen wollen.

# %% [markdown] lang="en" key="bases"
# Every engagement rate is a fraction. Interactions stand above the line. Below it stands what they are a share of: the **denominator**, or base.
#
# **Guess first.** The same posts, the same interactions: which rate is higher, the one by reach or the one by views?
#
# `compute` calculates both. The second line picks the two columns that we want to see.

# %% key="bases"
rates = kk.compute(recent, ["engagement_rate_by_reach", "engagement_rate_by_views"])
rates[["engagement_rate_by_reach", "engagement_rate_by_views"]]

# %% [markdown] lang="de" key="task-impressions"
# {{rates["engagement_rate_by_reach"][0]|percent:2}} nach Reichweite, {{rates["engagement_rate_by_views"][0]|percent:2}} nach Aufrufen. Niemand hat mehr oder weniger reagiert; nur der Nenner ist ein anderer.
# Ein Konto, das ein Reel zweimal sieht, zählt einmal zur Reichweite und zweimal zu den Aufrufen.
#
# Bis zum 20. April 2025 zählte Instagram statt der Aufrufe die Impressionen: wie oft ein Beitrag angezeigt wurde. Wer alte und
# neue Raten in eine Linie zeichnet, vergleicht zwei Nenner.
#
# ### Aufgabe 1 · Rechnen: die Rate nach Impressionen
#
# `before` enthält die Beiträge aus der Zeit davor. Wie hoch war ihre Rate nach Impressionen? Die Spalte heißt `impressions`. Ersetze die drei Punkte.

# %% [markdown] lang="en" key="task-impressions"
# {{rates["engagement_rate_by_reach"][0]|percent:2}} by reach, {{rates["engagement_rate_by_views"][0]|percent:2}} by views. Nobody reacted more or less; only the base has changed.
# An account that sees a reel twice counts once in reach and twice in views.
#
# Up to 20 April 2025, Instagram counted impressions instead of views: how often a post was displayed. If you draw old
# and new rates as one line, you compare two bases.
#
# ### Task 1 · Calculate: the rate by impressions
#
# `before` holds the posts of the time before. What was their rate by impressions? The column is called `impressions`. Replace the three dots.

# %% key="task-impressions"
before = posts.query("published_on < '2025-04-21'")
by_impressions = sum(before["interactions"]) / sum(before["impressions"])  # solution
kk.check("06.by_impressions", by_impressions=by_impressions)

# %% [raw] key="task-impressions"
# kind = "build"
# worked = { de = "Erst zählen wir beide Spalten zusammen, dann teilen wir. Jede Anzeige eines Beitrags bekommt so dasselbe Gewicht.", en = "First we add up both columns, then we divide. So each display of a post carries the same weight." }
#
# [by_impressions]
# right = { de = "Interaktionen geteilt durch Impressionen. Nach Reichweite gerechnet wäre die Rate deutlich höher.", en = "Interactions divided by impressions. By reach, the rate would be a good deal higher." }
# other = { de = "Zähl in `before` die Interaktionen zusammen und teile durch die zusammengezählten Impressionen.", en = "In `before`, add up the interactions and divide by the impressions, added up." }
# also = ["before['interactions'].sum() / before['impressions'].sum()", 'kk.compute(before, ["engagement_rate_by_impressions"])["engagement_rate_by_impressions"]', "0.0265"]
#
# [[by_impressions.wrong]]
# value = "sum(before['interactions']) / sum(before['reach'])"
# de = "Du hast durch die Reichweite geteilt. Die zählt Konten, nicht Anzeigen. Gefragt ist der Nenner `impressions`."
# en = "You divided by reach. That counts accounts, not displays. The base asked for is `impressions`."
#
# [[by_impressions.wrong]]
# value = "(before['interactions'] / before['impressions']).mean()"
# de = "Das ist der Mittelwert der einzelnen Raten: Ein kleiner Beitrag wiegt darin so viel wie ein großer. Zähl erst zusammen und teile dann."
# en = "This is the mean of the single rates: in it, a small post weighs as much as a large one. Add up first, then divide."
#
# [[by_impressions.wrong]]
# value = "sum(before['impressions']) / sum(before['interactions'])"
# de = "Zähler und Nenner sind vertauscht. Die Interaktionen gehören nach oben."
# en = "Top and bottom have changed places. The interactions belong above the line."
#
# [[by_impressions.wrong]]
# value = "sum(before['likes']) / sum(before['impressions'])"
# de = "Das sind nur die Likes. Nimm die Spalte `interactions`: Dort sind auch Kommentare, geteilte und gespeicherte Beiträge dabei."
# en = "These are the likes alone. Take the column `interactions`, which holds comments, shares and saves as well."
#
# [[by_impressions.wrong]]
# value = "sum(recent['interactions']) / sum(recent['views'])"
# de = "Das ist die Rate der neuen Beiträge nach Aufrufen. Rechne mit `before` und mit `impressions`."
# en = "This is the rate of the recent posts by views. Use `before` and `impressions`."
#
# [[hints]]
# de = "Es ist dieselbe Rechnung wie in Lektion 00, mit einem anderen Nenner."
# en = "It is the same calculation as in lesson 00, with another base."
#
# [[hints]]
# de = "Der Zähler ist `sum(before[\"interactions\"])`. Den Nenner schreibst du genauso, mit der Spalte `impressions`."
# en = "The top is `sum(before[\"interactions\"])`. Write the base in the same way, with the column `impressions`."

# %% [markdown] lang="de" key="followers"
# Der vierte Nenner sind die Follower. Meta nennt ihre Zahl in diesen Exporten nicht, TikTok schon. Deshalb wechseln wir kurz den Kanal.
#
# TikTok schreibt Tage ohne Jahr; mit `year=2026` nennen wir das Jahr der letzten Zeile. `posts_with_followers` stellt neben jedes Video, wie viele Follower das Konto an jenem Tag hatte.
# `mean` ist der Mittelwert. Wir geben ihn mit `given` an die Rechnung weiter.

# %% [markdown] lang="en" key="followers"
# The fourth base is followers. In these exports Meta does not tell how many there are, but TikTok does. So we change channels for a moment.
#
# TikTok writes days without a year; `year=2026` names the year of the last row. `posts_with_followers` puts the followers of that day beside each video.
# `mean` is their average. We hand it to the calculation with `given`.

# %% key="followers"
folder = kk.sample() / "tiktok"
tiktok = kk.load(folder / "2026", folder / "Video_2024-07-01_2026-06-30.csv", year=2026)
videos = tiktok.posts_with_followers().query("published_on >= '2026'")
followers = videos["followers"].mean()
wanted = ["engagement_rate_by_views", "engagement_rate_by_followers"]
tiktok_rates = kk.compute(videos, wanted, given={"average_followers": followers})
tiktok_rates[wanted]

# %% [markdown] lang="de" key="task-base" given="100"
# Nach Followern sind es {{tiktok_rates["engagement_rate_by_followers"][0]|percent:2}} je Video. Das heißt nicht, dass so viele Follower reagiert haben: TikTok
# zeigt Videos auch vielen, die dir nicht folgen. Die Rate kann über 100 % steigen. Sie fällt auch, wenn du Follower gewinnst, die nie zuschauen.
#
# ### Aufgabe 2 · Lesen: welcher Nenner passt?
#
# Wähl zu jeder Frage `"reach"`, `"views"` oder `"followers"`.
#
# 1. `saw`: Wie viele von hundert Konten, die ein Beitrag erreicht hat, haben reagiert?
# 2. `shown`: Wie oft führt eine Wiedergabe zu einer Reaktion, Wiederholungen mitgezählt?
# 3. `rival`: Wie stehen wir im Vergleich zu einem Wettbewerber da, von dem nur öffentliche Zahlen bekannt sind?

# %% [markdown] lang="en" key="task-base" given="100"
# By followers it is {{tiktok_rates["engagement_rate_by_followers"][0]|percent:2}} per video. This does not mean that so many followers reacted: TikTok
# also shows videos to many who do not follow you. The rate can rise above 100%. It also falls when you win followers who never watch.
#
# ### Task 2 · Read: which base fits?
#
# Choose `"reach"`, `"views"` or `"followers"` for each question.
#
# 1. `saw`: Of a hundred accounts that a post reached, how many reacted?
# 2. `shown`: How often does one play lead to a reaction, repeats included?
# 3. `rival`: How do we compare with a competitor of whom only public figures are known?

# %% key="task-base"
saw = "reach"  # solution
shown = "views"  # solution
rival = "followers"  # solution
kk.check("06.base", saw=saw, shown=shown, rival=rival)

# %% [raw] key="task-base"
# kind = "read"
# worked = { de = "Konten zählt die Reichweite, Wiedergaben zählen die Aufrufe. Von fremden Konten sieht man weder das eine noch das andere; dort bleiben die Follower.", en = "Reach counts accounts, views count plays. For other people's accounts you see neither; what remains is followers." }
#
# [saw]
# reach = { also = ["Reichweite"], de = "Nach Konten gefragt, durch Konten geteilt.", en = "Asked about accounts, divided by accounts." }
# views = { also = ["Aufrufe"], de = "Zu `saw`: Aufrufe zählen ein Konto mehrmals. Gefragt ist nach Konten.", en = "On `saw`: views count one account several times. The question is about accounts." }
# followers = { also = ["Follower"], de = "Zu `saw`: Erreicht werden auch Fremde, und viele Follower sehen den Beitrag nie.", en = "On `saw`: strangers are reached, too, and many followers never see the post." }
#
# [shown]
# views = { also = ["Aufrufe"], de = "Jede Wiedergabe zählt: Das sind die Aufrufe.", en = "Every play counts: these are the views." }
# reach = { also = ["Reichweite"], de = "Zu `shown`: Die Reichweite zählt jedes Konto einmal. Wiederholungen fehlen darin.", en = "On `shown`: reach counts each account once. It leaves out repeats." }
# followers = { also = ["Follower"], de = "Zu `shown`: Follower sind keine Wiedergaben.", en = "On `shown`: followers are not plays." }
#
# [rival]
# followers = { also = ["Follower"], de = "Follower, Likes und Kommentare sieht jeder. Deshalb rechnen so viele Benchmarks damit.", en = "Followers, likes and comments are public. That is why so many benchmarks use them." }
# reach = { also = ["Reichweite"], de = "Zu `rival`: Die Reichweite eines fremden Kontos kennst du nicht.", en = "On `rival`: you do not know the reach of other people's accounts." }
# views = { also = ["Aufrufe"], de = "Zu `rival`: Bei Bildern und Karussells sind die Aufrufe fremder Konten nicht öffentlich.", en = "On `rival`: views of images and carousels are not public for other people's accounts." }
#
# [[hints]]
# de = "Frag bei jeder Aufgabe: Was wird gezählt, Konten, Wiedergaben oder Abonnenten?"
# en = "Ask each time: what is counted, accounts, plays or subscribers?"
#
# [[hints]]
# de = "Von einem fremden Profil siehst du ohne Anmeldung nur, was dort öffentlich steht."
# en = "On somebody else's profile you see only what is public there."

# %% [markdown] lang="de" key="mean"
# ## 2 · Summen, Mittelwert, Median
#
# Zurück zu Instagram. Für die Reels rechnen wir die Rate auf drei Arten:
#
# - **zusammen**: erst zusammenzählen, dann teilen. Jeder Kontakt wiegt gleich.
# - **Mittelwert** (`mean`): für jedes Reel eine Rate, dann der Durchschnitt. Jedes Reel wiegt gleich.
# - **Median** (`median`): die Rate des Reels in der Mitte. Eine Hälfte liegt darüber, die andere darunter.
#
# `agg` fasst die Raten der einzelnen Reels zusammen, zu Mittelwert und Median. Die Rate aus Summen stellen wir dazu. `round` rundet auf vier Stellen.

# %% [markdown] lang="en" key="mean"
# ## 2 · Sums, mean, median
#
# Back to Instagram. We calculate the rate of the reels in three ways:
#
# - **together**: add up first, then divide. Each contact carries the same weight.
# - **mean**: a rate for each reel, then their average. Each reel carries the same weight.
# - **median**: the rate of the reel in the middle. One half lies above it, the other below.
#
# `agg` boils the rates of the single reels down to mean and median. We put the rate from sums beside them. `round` keeps four decimals.

# %% key="mean"
reels = posts[posts["format"] == "reel"]
together = sum(reels["interactions"]) / sum(reels["reach"])
single = reels["interactions"] / reels["reach"]
summary = single.agg(["mean", "median"])
summary["together"] = together
summary.round(4)

# %% [markdown] lang="de" key="task-viral"
# Die Zeile mit `dtype` nennt nur die Art der Zahlen. Zusammen sind es {{together|percent:2}}, im Mittel {{single.mean()|percent:2}}, im Median {{single.median()|percent:2}}. Keine der drei ist falsch. Sie beantworten verschiedene Fragen:
#
# - Wie reagierten die Kontakte insgesamt? Die Rate aus Summen. Sie gehört in den Bericht.
# - Wie läuft ein typisches Reel? Der Median. Ein Ausreißer verschiebt ihn kaum.
# - Den Mittelwert der Raten braucht fast niemand. Er steht trotzdem in vielen Berichten.
#
# ### Aufgabe 3 · Ändern: ohne das größte Reel
#
# Ein Reel im Mai 2026 erreichte {{max(reels["reach"])|round:3}} Konten. `query` lässt hier alles unter einer Million durch, also auch dieses. Ändere die Grenze auf `100_000`
# und lies die neue Rate ab. Schreib sie als Anteil mit vier Stellen, mit Dezimalpunkt.

# %% [markdown] lang="en" key="task-viral"
# The line with `dtype` only names the kind of numbers. Together it is {{together|percent:2}}, on average {{single.mean()|percent:2}}, and {{single.median()|percent:2}} at the median. None of the three is wrong. They answer different questions:
#
# - How did the contacts react as a whole? The rate from sums. It belongs in the report.
# - How does a typical reel do? The median. An outlier hardly moves it.
# - Hardly anybody needs the mean of rates. Many reports print it all the same.
#
# ### Task 3 · Change: without the largest reel
#
# One reel in May 2026 reached {{max(reels["reach"])|round:3}} accounts. Here, `query` lets everything below a million pass, this one included. Change the limit to `100_000`
# and read the new rate. Write it as a share with four decimals.

# %% key="task-viral"
display(kk.compute(reels.query("reach < 1_000_000"), ["engagement_rate_by_reach"]))  # @learner
display(kk.compute(reels.query("reach < 100_000"), ["engagement_rate_by_reach"]))  # solution
usual_rate = 0.0541  # solution
kk.check("06.usual_rate", usual_rate=usual_rate)

# %% [raw] key="task-viral"
# kind = "change"
# worked = { de = "Ohne das größte Reel steigt die Rate aus Summen fast bis zum Median. Ein einziger Beitrag hat sie heruntergezogen, denn er ging an viele Fremde.", en = "Without the largest reel, the rate from sums rises almost to the median. A single post had pulled it down, for it went to many strangers." }
#
# [usual_rate]
# right = { de = "Ein einziger Beitrag verschiebt die Rate aus Summen deutlich, den Median kaum.", en = "A single post moves the rate from sums a good deal, but hardly the median." }
# other = { de = "Ändere die Grenze in `query` auf `100_000`, führ die Zelle aus und lies die Spalte `engagement_rate_by_reach`.", en = "Change the limit in `query` to `100_000`, run the cell and read the column `engagement_rate_by_reach`." }
# also = ["sum(reels.query('reach < 100_000')['interactions']) / sum(reels.query('reach < 100_000')['reach'])", 'kk.compute(reels.query("reach < 100_000"), ["engagement_rate_by_reach"])["engagement_rate_by_reach"]', "0.05405"]
#
# [[usual_rate.wrong]]
# value = "together"
# de = "Das ist noch die Rate mit dem größten Reel. Die Grenze muss auf `100_000`."
# en = "This is still the rate that includes the largest reel. Set the limit to `100_000`."
#
# [[hints]]
# de = "In der ersten Zeile steht `1_000_000`. Der Unterstrich ist nur eine Lesehilfe, wie der Punkt in 1.000."
# en = "The first line says `1_000_000`. The underscores only help you read, like the commas in 1,000."
#
# [[hints]]
# de = "Nach der Änderung steckt ein Reel weniger in der Rate. Sie steht neben `rows`."
# en = "After the change, the table rests on one reel fewer. The rate stands next to `rows`."

# %% [markdown] lang="de" key="distribution"
# ## 3 · Formate: Unterschied oder Zufall?
#
# Eine Rate allein verschweigt, wie verschieden die Beiträge sind. `distribution` zeichnet jeden Beitrag als Punkt. Der Strich ist der Median, die Raute die Rate aus Summen.

# %% [markdown] lang="en" key="distribution"
# ## 3 · Formats: difference or chance?
#
# A single rate hides how much posts differ. `distribution` draws each post as a point. The line is the median, the diamond the rate from sums.

# %% key="distribution"
chart = kk.charts.distribution(posts, "engagement_rate_by_reach")

# %% [markdown] lang="de" key="interval" given="95"
# Die Reels liegen vorn, aber die Punkte überlappen: Manches Karussell schlägt manches Reel. Bei den Reels liegt die Raute links vom Median, wegen des einen großen Reels.
#
# Wie weit könnte die Rate anders ausfallen, wenn andere Beiträge derselben Art erschienen wären? `bootstrap_interval` probiert es aus:
# Es zieht aus den vorhandenen Beiträgen immer neue Mischungen und rechnet jedes Mal. Zwischen `low` und `high` liegen 95 % der Ergebnisse.

# %% [markdown] lang="en" key="interval" given="95"
# Reels lead, but the points overlap: some carousels beat some reels. For reels the diamond lies left of the median, because of the one large reel.
#
# How different might the rate have been with other posts of the same kind? `bootstrap_interval` tries it out:
# it keeps drawing new mixes from the posts we have and calculates each time. 95% of the results lie between `low` and `high`.

# %% key="interval"
columns = ["rows", "engagement_rate_by_reach", "low", "high"]
intervals = kk.bootstrap_interval(posts, "engagement_rate_by_reach", by="format")
intervals[["format", *columns]]

# %% [markdown] lang="de" key="task-interval"
# ### Aufgabe 4 · Lesen: Intervalle
#
# 1. `widest`: Welches Format hat das breiteste Intervall? Schreib es wie in der Tabelle.
# 2. `overlap`: Überschneiden sich die Intervalle von Reels und Karussells? Antworte `"yes"` oder `"no"`.

# %% [markdown] lang="en" key="task-interval"
# ### Task 4 · Read: intervals
#
# 1. `widest`: Which format has the widest interval? Write it as in the table.
# 2. `overlap`: Do the intervals of reels and carousels overlap? Answer `"yes"` or `"no"`.

# %% key="task-interval"
widest = "reel"  # solution
overlap = "no"  # solution
kk.check("06.intervals", widest=widest, overlap=overlap)

# %% [raw] key="task-interval"
# kind = "read"
# worked = { de = "Breit ist ein Intervall, wenn wenige große Beiträge viel bestimmen, wie bei den Reels. Trotzdem beginnt es erst oberhalb der Karussells. Der Unterschied ist also mehr als Zufall.", en = "An interval is wide when a few large posts decide a lot, as with reels. Even so, it begins only above that of the carousels. So the difference is more than chance." }
#
# [widest]
# reel = { also = ["Reels"], de = "Bei den Reels hängt viel an einem einzigen großen Beitrag, deshalb ist ihr Intervall am breitesten.", en = "With reels a lot depends on a single large post, which makes their interval the widest." }
# carousel = { also = ["Karussell", "Karussells", "carousels"], de = "Zu `widest`: Zieh in jeder Zeile `low` von `high` ab. Bei den Karussells bleibt weniger übrig als bei den Reels.", en = "On `widest`: subtract `low` from `high` in each row. Less remains for carousels than for reels." }
# image = { also = ["Bild", "Bilder", "images"], de = "Zu `widest`: Die meisten Beiträge, das schmalste Intervall. Such die größte Differenz von `high` und `low`.", en = "On `widest`: the most posts, the narrowest interval. Find the largest difference of `high` and `low`." }
#
# [overlap]
# no = { also = ["nein"], de = "Das Intervall der Reels beginnt erst über dem Ende der Karussells.", en = "The interval of the reels begins above the end of that of the carousels." }
# yes = { also = ["ja"], de = "Zu `overlap`: Vergleich `low` der Reels mit `high` der Karussells. Liegt dazwischen noch Platz, überschneidet sich nichts. Was überlappt, sind die einzelnen Punkte im Bild.", en = "On `overlap`: compare `low` of the reels with `high` of the carousels. If there is a gap, nothing overlaps. What overlaps are the single points in the chart." }
#
# [[hints]]
# de = "Die Breite ist `high` minus `low`."
# en = "The width is `high` minus `low`."
#
# [[hints]]
# de = "Zwei Intervalle überschneiden sich, wenn das obere anfängt, bevor das untere aufhört."
# en = "Two intervals overlap if the upper one begins before the lower one ends."

# %% [markdown] lang="de" key="hours"
# ## 4 · Die beste Uhrzeit
#
# Jetzt zur Behauptung aus dem Bericht. Die neue Spalte `evening` ist `True`, also wahr, wenn ein Beitrag zwischen 18 und 19 Uhr erschien. Sonst ist sie `False`.

# %% [markdown] lang="en" key="hours"
# ## 4 · The best time
#
# Now for the report's claim. The new column `evening` is `True` if a post was published between 18:00 and 19:00. Otherwise it is `False`.

# %% key="hours"
posts["evening"] = posts["published_hour"] == 18
slots = kk.bootstrap_interval(posts, "engagement_rate_by_reach", by="evening")
slots[["evening", *columns]]

# %% [markdown] lang="de" key="heat"
# {{slots.set_index("evening")["engagement_rate_by_reach"][True]|percent:2}} am Abend, {{slots.set_index("evening")["engagement_rate_by_reach"][False]|percent:2}} sonst. Die Intervalle überschneiden sich nicht. Der Bericht hat richtig gerechnet.
#
# Sehen wir genauer hin: nach Wochentag und Stunde. Die Zahl in jedem Feld zählt die Beiträge; wo es zu wenige für ein Urteil sind, ist das Feld schraffiert.

# %% [markdown] lang="en" key="heat"
# {{slots.set_index("evening")["engagement_rate_by_reach"][True]|percent:2}} in the evening, {{slots.set_index("evening")["engagement_rate_by_reach"][False]|percent:2}} otherwise. The intervals do not overlap. The report has calculated correctly.
#
# Let us look more closely: by weekday and hour. The number in each field counts the posts; fields with too few to judge are hatched.

# %% key="heat"
hours = kk.compute(posts, ["engagement_rate_by_reach"], by=["weekday", "hour"])
chart = kk.charts.weekday_hour(hours, "engagement_rate_by_reach")

# %% [markdown] lang="de" key="mix"
# Abendbeiträge gibt es dienstags, donnerstags und sonntags. Jedes Mal ist das Feld um 18 Uhr blasser als das Feld mit den meisten Beiträgen
# weiter vorn am Tag. Trotzdem soll der Abend vorn liegen? Die meisten Abendbeiträge erschienen dienstags.
#
# **Rate zuerst.** Was erscheint dienstags um 18 Uhr? Schreib deine Vermutung auf.
#
# `groupby` bildet Gruppen, `value_counts` zählt, wie viele Beiträge jedes Formats darin stecken.

# %% [markdown] lang="en" key="mix"
# There are evening posts on Tuesdays, Thursdays and Sundays. Each time, the field at 18:00 is paler than the one with the most posts earlier that day. Is the evening ahead all the same? Most evening posts went out on Tuesdays.
#
# **Guess first.** What is published on Tuesdays at 18:00? Write your guess down.
#
# `groupby` forms groups, `value_counts` counts how many posts of each format they hold.

# %% key="mix"
mix = posts.groupby("evening")["format"].value_counts()
mix

# %% [markdown] lang="de" key="simpson"
# Von {{mix[True].sum()|number}} Abendbeiträgen sind {{mix[True]["reel"]|number}} Reels. Und Reels haben ohnehin die höchste Rate. Der Abend erbt also, was den Reels gehört.
#
# Ein fairer Vergleich bleibt innerhalb eines Formats. Dafür geben wir `by` zwei Spalten.

# %% [markdown] lang="en" key="simpson"
# Of {{mix[True].sum()|number}} evening posts, {{mix[True]["reel"]|number}} are reels. And reels have the highest rate anyway. So the evening inherits what belongs to the reels.
#
# A fair comparison stays within one format. To do that, we give `by` two columns.

# %% key="simpson"
within = kk.bootstrap_interval(posts, "engagement_rate_by_reach", by=["format", "evening"])
within[["format", "evening", *columns]]

# %% [markdown] lang="de" key="task-gap"
# In jedem der drei Formate ist der Abend schlechter. Zusammengezählt sieht er besser aus. Das ist das **Simpson-Paradox**: Ein Unterschied
# dreht sich um, weil die Gruppen verschieden gemischt sind. Gerechnet war alles richtig, verglichen war das Falsche.
#
# ### Aufgabe 5 · Rechnen: der Abstand bei den Bildern
#
# `late` sind die Bilder vom Abend, `early` alle anderen; das `~` heißt „nicht“. Um wie viel weicht die Rate des Abends ab? Rechne Abend minus sonst, als Anteil.

# %% [markdown] lang="en" key="task-gap"
# In each of the three formats the evening does worse. Added up, it looks better. This is **Simpson's paradox**: a difference
# is reversed because the groups are mixed differently. The arithmetic was right, the comparison was wrong.
#
# ### Task 5 · Calculate: the gap for images
#
# `late` holds the images of the evening, `early` all others; `~` negates what follows. By how much does the evening's rate differ? Calculate evening minus otherwise, as a share.

# %% key="task-gap"
images = posts[posts["format"] == "image"]
late = images[images["evening"]]
early = images[~images["evening"]]
late_rate = sum(late["interactions"]) / sum(late["reach"])  # solution
early_rate = sum(early["interactions"]) / sum(early["reach"])  # solution
gap = late_rate - early_rate  # solution
kk.check("06.gap", gap=gap)

# %% [raw] key="task-gap"
# kind = "build"
# worked = { de = "Zwei Raten aus Summen, dann die Differenz. Sie ist negativ: Auf Bilder vom Abend wird seltener reagiert. Man spricht von Prozentpunkten, nicht von Prozent.", en = "Two rates from sums, then their difference. It is negative: evening images get fewer reactions. Such a difference is stated in percentage points, not in percent." }
#
# [gap]
# right = { de = "Der Abend kostet die Bilder gut einen halben Prozentpunkt.", en = "The evening costs images a little more than half a percentage point." }
# other = { de = "Rechne für `late` und `early` je eine Rate aus Summen. Dann zieh die zweite von der ersten ab.", en = "Calculate a rate from sums for `late` and for `early`. Then subtract the second from the first." }
# also = ["late['interactions'].sum() / late['reach'].sum() - early['interactions'].sum() / early['reach'].sum()", "0.031879 - 0.037444", "-0.00556"]
#
# [[gap.wrong]]
# value = "late_rate / early_rate - 1"
# de = "Das ist die Abweichung in Prozent, gemessen an der Rate von `early`. Gefragt ist die Differenz der beiden Anteile, also Prozentpunkte."
# en = "This is the gap in percent of the rate of `early`. The question asks for the difference of the two shares, in percentage points."
#
# [[gap.wrong]]
# value = "(late['interactions'] / late['reach']).mean() - (early['interactions'] / early['reach']).mean()"
# de = "Das ist die Differenz zweier Mittelwerte von Raten. Zähl erst zusammen und teile dann."
# en = "This is the difference of two means of rates. Add up first, then divide."
#
# [[gap.wrong]]
# value = "slots.set_index('evening')['engagement_rate_by_reach'][True] - slots.set_index('evening')['engagement_rate_by_reach'][False]"
# de = "Das ist der Abstand über alle Formate hinweg, also genau der trügerische. Rechne nur mit den Bildern, mit `late` und `early`."
# en = "This is the gap across all formats, the very one that deceives. Use the images alone: `late` and `early`."
#
# [[hints]]
# de = "Du brauchst zwei Raten. Jede ist eine Summe der Interaktionen, geteilt durch eine Summe der Reichweite."
# en = "You need two rates. Each is a sum of interactions, divided by a sum of reach."
#
# [[hints]]
# de = "Die Rate des Abends ist `sum(late[\"interactions\"]) / sum(late[\"reach\"])`. Schreib sie auf, dann dasselbe für `early`."
# en = "The evening's rate is `sum(late[\"interactions\"]) / sum(late[\"reach\"])`. Write it down, then the same for `early`."

# %% [markdown] lang="de" key="typical-mistake"
# ### Typischer Fehler: „Die beste Uhrzeit ist 18 Uhr“
#
# So steht es in vielen Berichten, samt Balkendiagramm nach Stunden. Woran du den Fehler bemerkst: Frag, **was** zu dieser Zeit erschienen ist. Wenn Uhrzeit und
# Format zusammenhängen, gehört die Tabelle nach Format aufgeteilt.
#
# Auch unsere Antwort hat Grenzen. Außerhalb des Abends gibt es nur {{mix[False]["reel"]|number}} Reels; ihr Intervall überschneidet sich mit dem der Reels vom Abend.
# Für Reels ist es ein Hinweis, für Bilder und Karussells mehr. Und noch etwas bleibt vermischt: Auch Wochentag und Format hängen bei Emscherrad zusammen.
#
# Sicherheit bringt erst ein Test: Vier Wochen lang entscheidet das Los, ob ein Reel um 12 oder um 18 Uhr erscheint.

# %% [markdown] lang="en" key="typical-mistake"
# ### Typical mistake: "the best time is 18:00"
#
# Many reports say so, with a bar chart by hour. How to notice the mistake: ask **what** was published at that time. If time and
# format go together, the table has to be split by format.
#
# Our answer has limits, too. Outside the evening there are only {{mix[False]["reel"]|number}} reels; their interval overlaps that of the evening's reels.
# For reels it is a hint, for images and carousels it is more. And one thing remains mixed: at Emscherrad, weekday and format go together, too.
#
# Only a test settles it: for four weeks, a draw decides whether a reel goes out at 12:00 or at 18:00.

# %% [markdown] lang="de" key="benchmark"
# ## 5 · Benchmarks
#
# „Und wo stehen wir im Vergleich?“ Ein **Benchmark** ist ein veröffentlichter Vergleichswert. Wir halten unsere Rate nach Reichweite dagegen. Die Zelle geht mit Absicht schief.

# %% [markdown] lang="en" key="benchmark"
# ## 5 · Benchmarks
#
# "And how do we compare?" A **benchmark** is a published figure to compare with. We hold our rate by reach against it. The cell goes wrong on purpose.

# %% key="benchmark" tags=["raises-exception"]
kk.compare_with_benchmark(together, "engagement_rate_by_reach", channel="instagram")

# %% [markdown] lang="de" key="benchmark-same" given="0.1"
# Lies die Werte in der Meldung. Für denselben Kanal reichen sie von unter einem bis fast zehn Prozent, je nach Formel. Ein Vergleich über Formeln hinweg sagt nichts.
#
# Bei TikTok kennen wir die Rate nach Followern. Zwei der Benchmarks nutzen dieselbe Formel. `gap` ist der Abstand: 0,1 hieße zehn Prozent darüber.

# %% [markdown] lang="en" key="benchmark-same" given="0.1"
# Read the figures in the message. For one channel they range from below one percent to almost ten, depending on the formula. A comparison across formulas says nothing.
#
# For TikTok we know the rate by followers. Two of the benchmarks use the same formula. `gap` is the distance: 0.1 would mean ten percent above.

# %% key="benchmark-same"
own = tiktok_rates["engagement_rate_by_followers"][0]
compared = kk.compare_with_benchmark(own, "engagement_rate_by_followers", channel="tiktok")
compared[["own", "value", "year", "source", "gap"]]

# %% [markdown] lang="de" key="quiz-base" given="100 1000 50 5"
# Wir liegen unter beiden. Vorsicht mit dem Urteil: Die Quellen mischen Branchen und Kontogrößen, und die Jahre sind andere. Deine eigene Rate vom Vorjahr ist oft der bessere Maßstab.
#
# ## 6 · Quiz und Entscheidung
#
# ### Quiz
#
# **Frage 1.** Ein Konto hat 100 Follower. Ein Beitrag erreicht 1.000 Konten und bekommt 50 Interaktionen. Die Agentur meldet: „Jeder zweite Follower hat reagiert.“ Stimmt das?
#
# - **a** Ja, 50 geteilt durch 100 ist die Hälfte.
# - **b** Nein, die Rate nach Followern sagt nicht, wer reagiert hat.
# - **c** Nein, richtig wären 5 % der Follower.

# %% [markdown] lang="en" key="quiz-base" given="100 1000 50 5"
# We are below both. Judge with care: the sources mix industries and account sizes, and they come from other years. Your own rate of last year is often the better yardstick.
#
# ## 6 · Quiz and decision
#
# ### Quiz
#
# **Question 1.** An account has 100 followers. A post reaches 1,000 accounts and gets 50 interactions. The agency reports: "Every second follower reacted." Is that right?
#
# - **a** Yes, 50 divided by 100 is one half.
# - **b** No, the rate by followers does not say who reacted.
# - **c** No, 5% of the followers would be right.

# %% key="quiz-base"
answer = "b"  # solution
kk.check("06.quiz_base", answer=answer)

# %% [raw] key="quiz-base"
# [answer]
# a = { de = "Die Rechnung stimmt, der Satz nicht: Die meisten der tausend Erreichten folgen dem Konto gar nicht. Sie können auch reagiert haben.", en = "The arithmetic is right, the sentence is not: most of the thousand reached do not follow the account. They may have reacted as well." }
# b = { de = "Über dem Bruchstrich stehen alle Reaktionen, auch die von Fremden. Der Nenner macht daraus keine Follower.", en = "The top holds all reactions, those of strangers included. The base does not turn them into followers." }
# c = { de = "Fünf Prozent ist die Rate nach Reichweite. Auch sie sagt nicht, wie viele Follower reagiert haben.", en = "Five percent is the rate by reach. It does not say how many followers reacted either." }
#
# [[hints]]
# de = "Von wem können die fünfzig Interaktionen stammen?"
# en = "Who may the fifty interactions have come from?"

# %% [markdown] lang="de" key="quiz-simpson"
# **Frage 2.** Bei Bildern ist der Morgen besser, bei Reels auch. Zusammengezählt gewinnt der Abend. Wie kann das sein?
#
# - **a** Jemand hat sich verrechnet.
# - **b** Der Abend ist eben doch besser.
# - **c** Am Abend erscheinen vor allem Beiträge des stärkeren Formats.

# %% [markdown] lang="en" key="quiz-simpson"
# **Question 2.** For images the morning is better, and for reels, too. Added up, the evening wins. How can that be?
#
# - **a** Somebody has miscalculated.
# - **b** The evening is better after all.
# - **c** In the evening, mostly posts of the stronger format are published.

# %% key="quiz-simpson"
answer = "c"  # solution
kk.check("06.quiz_simpson", answer=answer)

# %% [raw] key="quiz-simpson"
# [answer]
# a = { de = "Alle drei Zahlen können richtig gerechnet sein. Sieh nach, was morgens und was abends erscheint.", en = "All three figures may be calculated correctly. Look at what is published in the morning and what in the evening." }
# b = { de = "In keinem der beiden Formate ist er besser. Der Vorsprung kommt aus der Mischung.", en = "It is better in neither format. The lead comes from the mix." }
# c = { de = "Die Mischung macht den Unterschied. Innerhalb eines Formats zeigt sich, was die Uhrzeit beiträgt.", en = "The mix makes the difference. What the time contributes shows within a format." }
#
# [[hints]]
# de = "Denk an die Tabelle mit `value_counts`."
# en = "Think of the table made with `value_counts`."

# %% [markdown] lang="de" key="quiz-benchmark" given="9.7"
# **Frage 3.** Ein Dienstleister schreibt: „Der Median auf Instagram liegt bei 9,7 %. Ihr liegt weit darunter.“ Was tust du zuerst?
#
# - **a** Ich frage nach der Formel und rechne unsere Rate genauso.
# - **b** Ich plane mehr Gewinnspiele, damit die Rate steigt.
# - **c** Ich lehne Benchmarks ab, weil sie nie stimmen.

# %% [markdown] lang="en" key="quiz-benchmark" given="9.7"
# **Question 3.** A vendor writes: "The median on Instagram is 9.7%. You are far below." What do you do first?
#
# - **a** I ask for the formula and calculate our rate in the same way.
# - **b** I plan more prize draws to raise the rate.
# - **c** I reject benchmarks, for they are never right.

# %% key="quiz-benchmark"
answer = "a"  # solution
kk.check("06.quiz_benchmark", answer=answer)

# %% [raw] key="quiz-benchmark"
# [answer]
# a = { de = "Erst die gleiche Formel macht aus zwei Zahlen einen Vergleich.", en = "Only the same formula turns two figures into a comparison." }
# b = { de = "Noch weißt du nicht, ob ihr überhaupt zurückliegt. Und Gewinnspiele heben die Rate, ohne Kunden zu binden.", en = "You do not know yet whether you are behind at all. And prize draws raise the rate without keeping customers." }
# c = { de = "Ein Benchmark mit offener Formel hilft durchaus. Nur vergleichbar muss er sein.", en = "A benchmark with an open formula does help. It only has to be comparable." }
#
# [[hints]]
# de = "Welche Angabe fehlte der Meldung, als `kpi_kit` den Vergleich ablehnte?"
# en = "Why did `kpi_kit` refuse the comparison?"

# %% [markdown] lang="de" key="decide" tags=["free-text"]
# ### Aufgabe 6 · Entscheiden: wann und in welchem Format?
#
# Schreib der Geschäftsführung eine Empfehlung für die nächsten vier Wochen (Doppelklick, dann hinter die drei Punkte klicken):
#
# 1. Welche Rate hast du genommen, und warum passt ihr Nenner zum Ziel?
# 2. Welches Format und welche Uhrzeit empfiehlst du, und wie sicher bist du?
# 3. Welchen Test schlägst du vor? Ab welchem Ergebnis würdest du die Uhrzeit ändern?
#
# *Deine Antwort:* …

# %% [markdown] lang="en" key="decide" tags=["free-text"]
# ### Task 6 · Decide: when, and in what format?
#
# Write a recommendation to management for the next four weeks (double click, then click behind the three dots):
#
# 1. Which rate did you take, and why does its base fit the goal?
# 2. Which format and what time do you recommend, and how sure are you?
# 3. Which test do you suggest? At what result would you change the time?
#
# *Your answer:* …

# %% [markdown] lang="de" key="practice"
# ## 7 · Antworten und mitnehmen
#
# ### In der Praxis: So kommst du an diese Exporte
#
# - Instagram: in der Meta Business Suite bei den Statistiken (*Insights*). Such dort die Liste der Inhalte und einen Knopf wie „Exportieren“. Im Namen der Datei stehen der erste und der letzte Tag.
# - TikTok: in TikTok Studio bei den Analysen. Such in jeder Ansicht nach „Daten herunterladen“. Auf Englisch heißen die Dateien `Overview.csv`, `Content.csv` und `FollowerHistory.csv`.
#
# Was darin fehlt oder überrascht:
#
# - Meta nennt die neuen Follower, aber nicht den Bestand. Notiere ihn an jedem Monatsersten selbst.
# - TikTok nennt je Video Aufrufe, aber keine Reichweite. Und gespeicherte Videos sind in den Interaktionen hier nicht enthalten.
# - Ob ein Beitrag beworben wurde, steht in keiner der Dateien. Frag danach, bevor du Raten vergleichst.
#
# ### Was du antworten kannst
#
# > „Im Bericht liegt 18 Uhr vorn, mit {{slots.set_index("evening")["engagement_rate_by_reach"][True]|percent:2}} gegen {{slots.set_index("evening")["engagement_rate_by_reach"][False]|percent:2}} nach Reichweite. Der Vorsprung gehört aber den Reels, die fast alle
# > dann erscheinen. Bei den Bildern verliert der Abend: {{late_rate|percent:2}} gegen {{early_rate|percent:2}}. Mein Vorschlag: Bilder und Karussells bleiben am Mittag und
# > am Vormittag. Bei den Reels losen wir vier Wochen lang zwischen 12 und 18 Uhr. Die Reels selbst behalten wir, ihre Rate ist mit {{together|percent:2}} die höchste.“
#
# ### Was wir gelernt haben
#
# - Ohne Nenner keine Rate. Die Frage bestimmt ihn.
# - Erst zusammenzählen, dann teilen. Der Median zeigt den typischen Beitrag.
# - Ein Intervall sagt, wie weit die Rate auch anders hätte ausfallen können.
# - Vor jedem Vergleich: Sind die Gruppen gleich gemischt?
# - Benchmarks nur mit derselben Formel.

# %% [markdown] lang="en" key="practice"
# ## 7 · Answers to take away
#
# ### In practice: how to get these exports
#
# - Instagram: in Meta Business Suite, among the insights. Look there for the list of content and for a button such as "Export". The file's name holds the first and the last day.
# - TikTok: in TikTok Studio, among the analytics. In each view, look for "Download data". In English the files are called `Overview.csv`, `Content.csv` and `FollowerHistory.csv`.
#
# What is missing from them, or surprising:
#
# - Meta states new followers, but not how many there are. Note the number yourself on the first of each month.
# - TikTok states views per video, but no reach. And its interactions leave out saved videos here.
# - None of the files says whether a post was promoted. Ask before you compare rates.
#
# ### What you can answer
#
# > "In the report 18:00 leads, with {{slots.set_index("evening")["engagement_rate_by_reach"][True]|percent:2}} against {{slots.set_index("evening")["engagement_rate_by_reach"][False]|percent:2}} by reach. But the lead belongs to the reels, nearly all of which go out
# > then. For images the evening loses: {{late_rate|percent:2}} against {{early_rate|percent:2}}. My suggestion: images and carousels stay at noon and
# > in the morning. For reels, let a draw decide between 12:00 and 18:00 for four weeks. We keep the reels, whose rate of {{together|percent:2}} is the highest."
#
# ### What we have learned
#
# - No base, no rate. The question decides which one.
# - Add up first, then divide. The median shows the typical post.
# - An interval says how different the rate might have been.
# - Before each comparison: are the groups mixed alike?
# - Benchmarks only with the same formula.

# %% [markdown] lang="de" key="transfer" tags=["free-text"]
# ### Aufgabe 7 · Für deine Facharbeit
#
# Nimm den Export eines eigenen Kanals. Schreib in diese Zelle:
#
# 1. Welchen Nenner wählst du für dein Ziel?
# 2. Was könnte bei dir so zusammenhängen wie hier Format und Uhrzeit?
#
# *Deine Antwort:* …

# %% [markdown] lang="en" key="transfer" tags=["free-text"]
# ### Task 7 · For your term paper
#
# Take the export of a channel of your own. Write into this cell:
#
# 1. Which base do you choose for your goal?
# 2. What might go together in your data as format and time do here?
#
# *Your answer:* …

# %% [markdown] lang="de" key="reading" given="187"
# ### Zum Weiterlesen
#
# - E. H. Simpson, *The Interpretation of Interaction in Contingency Tables*, *Journal of the Royal Statistical Society B* 13 (1951): der Aufsatz, nach dem das Paradox heißt.
# - P. J. Bickel, E. A. Hammel, J. W. O’Connell, *Sex Bias in Graduate Admissions: Data from Berkeley*, *Science* 187 (1975): der berühmteste Fall.
# - Fanpage Karma, Academy, *Instagram-Kennzahlen* (academy.fanpagekarma.com/instagram-kennzahlen): wie ein Anbieter nach Followern rechnet.
#
# **Weiter mit Lektion 07:** Followerwachstum: Bestand und Bewegung

# %% [markdown] lang="en" key="reading" given="187"
# ### Further reading
#
# - E. H. Simpson, "The Interpretation of Interaction in Contingency Tables", *Journal of the Royal Statistical Society B* 13 (1951): the paper after which the paradox is named.
# - P. J. Bickel, E. A. Hammel, J. W. O'Connell, "Sex Bias in Graduate Admissions: Data from Berkeley", *Science* 187 (1975): the most famous case.
# - Fanpage Karma, Academy, "Instagram metrics" (academy.fanpagekarma.com/en/instagram-metrics): how a vendor calculates by followers.
#
# **Go on with lesson 07:** Follower growth: stock and flow
