# %% [markdown] lang="de" key="title" given="10000"
# # 03 · Ziele setzen: vom Unternehmensziel zum KPI
#
# **Zeit:** 5 Stunden · **Daten:** zwei Jahre Instagram und die Bestellungen des Shops
#
# Danach kannst du
#
# - einen Zielbaum bauen, vom Unternehmensziel bis zur Kennzahl,
# - sagen, was eine Zahl belegt und was nicht,
# - einen Ausgangswert aus den Exporten holen, der zum Zeitraum des Ziels passt,
# - ein Ziel so aufschreiben, dass sich an einem festen Tag darüber entscheiden lässt,
# - einen Wunsch wie „10.000 Follower“ in so ein Ziel verwandeln.
#
# **Du brauchst** Lektion 00: eine Zelle ausführen, einen Export laden, eine Rate rechnen.
#
# | Abschnitt | Minuten |
# |---|---|
# | 1 · Vom Wunsch zum Ziel | 25 |
# | 2 · Der Zielbaum | 65 |
# | 3 · Der Ausgangswert | 55 |
# | 4 · Zielwert und Leitplanke | 55 |
# | 5 · Die Saison | 30 |
# | 6 · Das Ziel aufschreiben | 45 |
# | 7 · Prüfen, antworten, mitnehmen | 25 |
#
# **Im Zielbaum** gehen wir heute den ganzen Weg: Unternehmensziel → strategisches Ziel → Maßnahmenziel → Kennzahl → Messwert.

# %% [markdown] lang="en" key="title" given="10000"
# # 03 · Setting goals: from business goal to KPI
#
# **Time:** 5 hours · **Data:** two years of Instagram, and the shop's orders
#
# Afterwards you can
#
# - build a goal tree, from the company goal down to the KPI,
# - say what a number proves and what it does not,
# - take a baseline from the exports that fits the period of the goal,
# - write a goal down so that it can be decided on a fixed day,
# - turn a wish such as "10,000 followers" into such a goal.
#
# **You need** lesson 00: run a cell, load an export, calculate a rate.
#
# | Section | Minutes |
# |---|---|
# | 1 · From wish to goal | 25 |
# | 2 · The goal tree | 65 |
# | 3 · The baseline | 55 |
# | 4 · Target and guardrail | 55 |
# | 5 · The season | 30 |
# | 6 · Writing the goal down | 45 |
# | 7 · Check, answer, take away | 25 |
#
# **In the goal tree** we go all the way today: company goal → strategic goal → activity goal → KPI → metric.

# %% [markdown] lang="de" key="question" given="10000"
# ## Die Frage der Geschäftsführung
#
# Es ist Ende Juni 2026. „Wir wollen mehr Follower. Wie viele versprechen Sie uns bis Jahresende? 10.000 wären eine schöne Zahl.“
#
# Wer jetzt eine Zahl nennt, hat schon verloren: Niemand weiß, worauf sie aufbaut, wozu sie gut ist und was geschieht,
# wenn sie verfehlt wird. Am Ende dieser Lektion versprichst du nichts. Du legst ein Ziel vor, über das sich entscheiden lässt.

# %% [markdown] lang="en" key="question" given="10000"
# ## What management asks
#
# It is the end of June 2026. "We want more followers. How many do you promise us by the end of the year? 10,000 would be a nice figure."
#
# If you name a number now, you have already lost. Nobody knows what it builds on, what it is good for, or what happens if it is missed.
# At the end of this lesson you promise nothing. You present a goal that can be decided on.

# %% [markdown] lang="de" key="wish"
# ## 1 · Vom Wunsch zum Ziel
#
# Wir schreiben den Wunsch so auf, wie er gesagt wurde. `Goal` heißt Ziel. `kpi` ist die Kennzahl, `follows` zählt neue Follower,
# `table` sagt, in welcher Tabelle sie steht, und `target` ist die gewünschte Zahl. Der Unterstrich in `10_000` trennt nur die Tausender.
#
# Die letzte Zeile fragt: Ist dieses Ziel **SMART**, also spezifisch, messbar, anspruchsvoll und erreichbar, relevant und terminiert?
#
# **Rate zuerst.** Wie viele Angaben fehlen noch, bis man über den Wunsch entscheiden kann?

# %% [markdown] lang="en" key="wish"
# ## 1 · From wish to goal
#
# We write the wish down as it was said. `kpi` is what is measured, `follows` counts new followers, `table` says where to find them,
# and `target` is the figure that was wished for. The underscore in `10_000` only separates the thousands.
#
# The last line asks whether this goal is **SMART**: specific, measurable, ambitious and attainable, relevant, and time-bound.
#
# **Guess first.** How many entries are missing before anybody can decide about this wish?

# %% key="wish"
import kpi_kit as kk

kk.use("de")  # @de
kk.use("en")  # @en
kk.explain_errors()
wish = kk.Goal(name="10.000 Follower", kpi="follows", table="accounts", target=10_000)  # @de
wish = kk.Goal(name="10,000 followers", kpi="follows", table="accounts", target=10_000)  # @en
wish.smart()

# %% [markdown] lang="de" key="tree" given="10000"
# Es fehlen {{sum(point.finding == "missing" for point in wish.smart().points)|number}} Angaben. Und schon beim Aufschreiben mussten wir uns entscheiden: „10.000 Follower“ kann zweierlei heißen.
#
# - Am Jahresende *haben* wir 10.000. Das ist ein **Bestand**: so viele sind es an einem Tag.
# - Bis zum Jahresende *kommen* 10.000 dazu. Das ist eine **Bewegung**: so viele werden es in einem Zeitraum.
#
# Wer beides verwechselt, hält ein altes Publikum für neuen Erfolg. Im Instagram-Export steht nur, wie viele am Tag dazukommen.
# Also setzen wir dort das Ziel.
#
# ## 2 · Der Zielbaum
#
# Die größte Lücke klafft beim R: Wozu will Emscherrad Follower? Der Leitfaden des BVDW ordnet Ziele von oben nach unten. Ganz oben steht
# der Gewinn. Darunter liegen
#
# 1. das **Unternehmensziel**: mehr Umsatz, weniger Kosten oder Handlungsautonomie, also freie Hand bei Entscheidungen,
# 2. ein **strategisches Ziel**: zum Beispiel Kunden gewinnen oder Kunden binden,
# 3. das **Maßnahmenziel**: was sich bei den Menschen ändern soll,
# 4. die Kennzahl mit ihrem Zielwert, gerechnet aus Messwerten.
#
# Die nächste Zelle lädt die Ziele, die Emscherrad für das Frühjahr aufgeschrieben hat (`load_goals`), ordnet sie zum Baum (`goal_tree`) und zeichnet ihn.

# %% [markdown] lang="en" key="tree" given="10000"
# The list names {{sum(point.finding == "missing" for point in wish.smart().points)|number}} missing entries. And writing the wish down already made us choose, for "10,000 followers" can mean two things.
#
# - At the end of the year we *have* 10,000. That is a **stock**: how many there are on one day.
# - By the end of the year 10,000 *join* us. That is a **flow**: how many arrive in a period.
#
# Mistake one for the other, and an old audience looks like new success. The Instagram export states only how many join each day.
# So that is where we set the goal.
#
# ## 2 · The goal tree
#
# The widest gap is at R: what does Emscherrad want followers for? The guideline of Germany's digital-economy association, BVDW,
# orders goals from top to bottom. Profit comes first. Below it are
#
# 1. the **company goal**: more revenue, lower costs, or freedom of action,
# 2. a **strategic goal**, such as winning customers or keeping them,
# 3. the **activity goal**: what is to change in people,
# 4. the KPI with its target, calculated from metrics.
#
# The next cell loads the goals that Emscherrad wrote down for the spring (`load_goals`), makes a tree of them (`goal_tree`) and draws it.

# %% key="tree"
goals = kk.load_goals(kk.sample().parent / "goals.toml")
tree = kk.goal_tree(goals)
chart = kk.charts.goal_tree(tree)

# %% [markdown] lang="de" key="task-levels" given="100"
# Im Bild liegt der Baum auf der Seite: Der Gewinn steht am linken Rand, die Kennzahlen stehen rechts. Lies erst von links nach rechts, mit der Frage „Wie?“.
# Dann zurück, mit der Frage „Wozu?“. Stockst du, fehlt eine Ebene.
#
# ### Aufgabe 1 · Lesen: die Ebenen
#
# Drei Sätze aus der Sitzung. Auf welche Ebene gehören sie?
#
# - `sentence_1`: „Wir wollen mehr Stammkunden.“
# - `sentence_2`: „Familien in Dortmund kennen unser Lastenrad, bevor sie eins suchen.“
# - `sentence_3`: „Wie viele Interaktionen kommen auf 100 Kontakte?“
#
# Antworte mit dem Buchstaben in Anführungszeichen: `"a"` Unternehmensziel, `"b"` strategisches Ziel, `"c"` Maßnahmenziel, `"d"` Kennzahl.

# %% [markdown] lang="en" key="task-levels" given="100"
# In the picture the tree lies on its side: profit stands at the left edge, the KPIs stand on the right. Read from left to right first, asking "how?".
# Then back, asking "what for?". Where you get stuck, a level is missing.
#
# ### Task 1 · Read: the levels
#
# Three sentences from the meeting. On which level do they belong?
#
# - `sentence_1`: "We want more regular customers."
# - `sentence_2`: "Families in Dortmund know our cargo bike before they look for one."
# - `sentence_3`: "How many interactions do 100 contacts bring?"
#
# Answer with the letter in quotation marks: `"a"` company goal, `"b"` strategic goal, `"c"` activity goal, `"d"` KPI.

# %% key="task-levels"
sentence_1 = "b"  # solution
sentence_2 = "c"  # solution
sentence_3 = "d"  # solution
kk.check("03.levels", sentence_1=sentence_1, sentence_2=sentence_2, sentence_3=sentence_3)

# %% [raw] key="task-levels"
# kind = "read"
# worked = { de = "Stammkunden sind gebundene Kunden: ein strategisches Ziel, das dem Umsatz dient. Das Lastenrad zu kennen ändert etwas bei Menschen. Interaktionen je Kontakt sind eine Rate, also eine Kennzahl.", en = "Regular customers are customers kept: a strategic goal that serves revenue. Knowing the cargo bike changes something in people. Interactions per contact are a rate, hence a KPI." }
#
# [sentence_1]
# a = { also = ["Unternehmensziel", "company goal"], de = "Satz 1: Umsatz oder Kosten wären ein Unternehmensziel. Stammkunden sind der Weg dorthin.", en = "Sentence 1: revenue or costs would be a company goal. Regular customers are the way there." }
# b = { also = ["strategisches Ziel", "strategic goal"], de = "Stammkunden sind gebundene Kunden: ein strategisches Ziel.", en = "Regular customers are customers kept: a strategic goal." }
# c = { also = ["Maßnahmenziel", "activity goal"], de = "Satz 1: Was eine einzelne Maßnahme ändern soll, steht hier noch nicht. Der Satz gilt für das ganze Geschäft.", en = "Sentence 1: it does not say yet what one activity is to change. The sentence is about the whole business." }
# d = { also = ["Kennzahl", "KPI"], de = "Satz 1: Hier wird noch nichts gerechnet. „Mehr“ ist eine Richtung, keine Kennzahl.", en = "Sentence 1: nothing is calculated here yet. \"More\" is a direction, not a KPI." }
#
# [sentence_2]
# a = { also = ["Unternehmensziel", "company goal"], de = "Satz 2: Von Umsatz, Kosten oder Handlungsautonomie ist hier nicht die Rede. Frag weiter „Wozu?“, dann kommst du dorthin.", en = "Sentence 2: it does not speak of revenue, costs or freedom of action. Keep asking \"what for?\", and you get there." }
# b = { also = ["strategisches Ziel", "strategic goal"], de = "Satz 2: Das dient dem strategischen Ziel, Kunden zu gewinnen. Der Satz selbst sagt, was sich bei Menschen ändern soll.", en = "Sentence 2: this serves the strategic goal of winning customers. The sentence itself says what is to change in people." }
# c = { also = ["Maßnahmenziel", "activity goal"], de = "Familien kennen danach etwas, das sie vorher nicht kannten: das Maßnahmenziel.", en = "Afterwards families know what they did not know before: the activity goal." }
# d = { also = ["Kennzahl", "KPI"], de = "Satz 2: Eine Zahl kommt darin nicht vor. Die Kennzahl prüft später, ob dieser Satz wahr geworden ist.", en = "Sentence 2: there is no number in it. The KPI later tests whether this sentence has come true." }
#
# [sentence_3]
# a = { also = ["Unternehmensziel", "company goal"], de = "Satz 3: Das ist eine Rechnung mit zwei Messwerten. Ein Unternehmensziel nennt keine Messwerte.", en = "Sentence 3: this is a calculation with two metrics. A company goal names no metrics." }
# b = { also = ["strategisches Ziel", "strategic goal"], de = "Satz 3: Das ist eine Rechnung mit zwei Messwerten, also weit unten im Baum.", en = "Sentence 3: this is a calculation with two metrics, so it stands far down in the tree." }
# c = { also = ["Maßnahmenziel", "activity goal"], de = "Satz 3: Was sich bei den Menschen ändern soll, steht hier nicht. Der Satz fragt nach einer Rate.", en = "Sentence 3: it does not say what is to change in people. It asks for a rate." }
# d = { also = ["Kennzahl", "KPI"], de = "Interaktionen je Kontakt sind eine Rate: eine Kennzahl.", en = "Interactions per contact are a rate: a KPI." }
#
# [[hints]]
# de = "Frag bei jedem Satz: Geht es um Geld, um das ganze Geschäft, um Menschen oder um eine Rechnung?"
# en = "Ask of each sentence: is it about money, about the whole business, about people, or about a calculation?"
#
# [[hints]]
# de = "Ein Satz handelt vom ganzen Geschäft, einer von Menschen, einer von einer Rechnung. Vom Geld handelt keiner."
# en = "One sentence is about the whole business, one about people, one about a calculation. None is about money."

# %% [markdown] lang="de" key="task-stages"
# Rechts im Baum steht bei jedem Ziel ein Wort in Klammern. Es nennt die Stufe, auf der die Zahl misst: vom eigenen Einsatz bis zu dem, was dem Betrieb bleibt.
# Die Stufen stammen von der AMEC, dem Fachverband für die Messung von Kommunikation.
#
# | Stufe | Was die Zahl zeigt | Was sie nicht zeigt |
# |---|---|---|
# | Input | was wir einsetzen: Geld, Stunden | ob etwas entstanden ist |
# | Aktivität | was wir tun: Beiträge, Antworten | ob es jemand sah |
# | Output | was bei Menschen ankam | ob es sie kümmerte |
# | Out-take | dass Menschen reagierten | ob sie deshalb handelten |
# | Outcome | dass Menschen handelten | was dem Betrieb davon bleibt |
# | Impact | was dem Betrieb bleibt | ob es ohne uns auch so gekommen wäre |
#
# Ein **Out-take** ist also eine Reaktion, ein **Outcome** eine Handlung. Der klassische Fehler laut AMEC: eine Stufe messen und von einer anderen reden.
#
# ### Aufgabe 2 · Lesen: die Stufen
#
# Auf welche Stufe gehören die Reichweite (`reach`), neue Follower (`follows`) und Bestellungen (`orders`)?
# Schreib `"output"`, `"out-take"`, `"outcome"` oder `"impact"`.

# %% [markdown] lang="en" key="task-stages"
# On the right of the tree, each goal has a word in brackets, in the plural. It names the stage at which the number measures: from our own effort to what stays with the company.
# The stages come from AMEC, the association for the measurement of communication.
#
# | Stage | What the number shows | What it does not show |
# |---|---|---|
# | input | what we put in: money, hours | whether anything came of it |
# | activity | what we do: posts, answers | whether anybody saw it |
# | output | what arrived with people | whether they cared |
# | out-take | that people reacted | whether they acted on it |
# | outcome | that people acted | what the company keeps of it |
# | impact | what the company keeps | whether it would have come without us |
#
# So an **out-take** is a reaction, an **outcome** is an act. AMEC's classic error: to measure one stage and speak of another.
#
# ### Task 2 · Read: the stages
#
# On which stage do `reach`, new followers (`follows`) and `orders` belong?
# Write `"output"`, `"out-take"`, `"outcome"` or `"impact"`.

# %% key="task-stages"
reach = "output"  # solution
follows = "out-take"  # solution
orders = "outcome"  # solution
kk.check("03.stages", reach=reach, follows=follows, orders=orders)

# %% [raw] key="task-stages"
# kind = "read"
# worked = { de = "Reichweite zeigt, dass etwas ankam: Output. Wer folgt, reagiert: Out-take. Wer bestellt, handelt: Outcome. Impact wäre erst, was nach allen Kosten übrig bleibt.", en = "Reach shows that something arrived: output. Following is a reaction: out-take. Ordering is an act: outcome. Impact would be what is left after all costs." }
#
# [reach]
# output = { also = ["outputs"], de = "Reichweite zeigt, dass etwas bei Menschen ankam.", en = "Reach shows that something arrived with people." }
# out-take = { also = ["out-takes", "outtake"], de = "Reichweite: Gesehen ist noch nicht reagiert. Auch wer sofort weiterwischt, ist erreicht.", en = "Reach: seeing is not reacting. Those who swipe on at once have been reached, too." }
# outcome = { also = ["outcomes"], de = "Reichweite: Niemand hat hier etwas getan, das dem Betrieb nützt. Es ist erst etwas angekommen.", en = "Reach: nobody has done anything yet that helps the company. Something has only arrived." }
# impact = { also = ["impacts"], de = "Reichweite: Davon bleibt dem Betrieb noch nichts. Such eine Stufe viel weiter vorn.", en = "Reach: none of it stays with the company yet. Look for a much earlier stage." }
#
# [follows]
# output = { also = ["outputs"], de = "Neue Follower: Sie haben nicht nur gesehen, sie haben auf „Folgen“ getippt. Das ist eine Stufe weiter.", en = "New followers: they did not only see, they tapped \"Follow\". That is one stage further." }
# out-take = { also = ["out-takes", "outtake"], de = "Wer folgt, hat reagiert.", en = "Someone who follows has reacted." }
# outcome = { also = ["outcomes"], de = "Neue Follower: Folgen kostet nichts und bringt noch keinen Umsatz. Es ist eine Reaktion, eine Voraussetzung.", en = "New followers: following costs nothing and brings no revenue yet. It is a reaction, a precondition." }
# impact = { also = ["impacts"], de = "Neue Follower: Im Ergebnis des Betriebs stehen keine Follower. Such eine frühere Stufe.", en = "New followers: the company's result holds no followers. Look for an earlier stage." }
#
# [orders]
# output = { also = ["outputs"], de = "Bestellungen: Hier ist nicht nur etwas angekommen, hier hat jemand gekauft.", en = "Orders: something has not only arrived here, somebody has bought." }
# out-take = { also = ["out-takes", "outtake"], de = "Bestellungen: Das ist mehr als eine Reaktion. Jemand hat Geld ausgegeben.", en = "Orders: this is more than a reaction. Somebody has spent money." }
# outcome = { also = ["outcomes"], de = "Wer bestellt, handelt.", en = "Someone who orders acts." }
# impact = { also = ["impacts"], de = "Bestellungen: Noch fehlen Wareneinsatz und Kosten. Impact ist, was danach übrig bleibt.", en = "Orders: goods and costs are still to be paid. Impact is what remains after that." }
#
# [[hints]]
# de = "Frag bei jeder Zahl: Haben Menschen gesehen, reagiert oder gehandelt?"
# en = "Ask of each number: have people seen, reacted, or acted?"
#
# [[hints]]
# de = "Alle drei stehen auch im gezeichneten Baum, mit ihrer Stufe in Klammern."
# en = "All three are in the tree above, with their stage in brackets."

# %% [markdown] lang="de" key="chart"
# Dass Menschen reagieren, ist eine Voraussetzung und belegt noch keinen gewonnenen Kunden. Ein Ziel darf sich trotzdem darauf richten.
# Daneben gehört aber eines, das weiter hinten liegt. Wir kommen darauf zurück.
#
# ## 3 · Der Ausgangswert
#
# Ein **Ausgangswert** sagt, wo wir standen, bevor es losging: mit Zeitraum und Quelle. Ohne ihn weiß niemand, ob eine Zahl viel ist.
#
# Wir laden Instagram. In `accounts` ist eine Zeile ein Tag. `compute` zählt die neuen Follower je Monat zusammen, `trend` zeichnet sie über die Zeit.
#
# **Rate zuerst.** Wie viele neue Follower hat Emscherrad in einem gewöhnlichen Monat?

# %% [markdown] lang="en" key="chart"
# A reaction is a precondition. It does not yet prove that a single customer has been won. A goal may aim at it all the same.
# But one from further down the chain belongs beside it. We will come back to that.
#
# ## 3 · The baseline
#
# A **baseline** says where we stood before it began, with its period and its source. Without it nobody knows whether a figure is large.
#
# We load Instagram. In `accounts`, one row is one day. `compute` adds up the new followers by month, `trend` draws them over time.
#
# **Guess first.** How many new followers does Emscherrad get in an ordinary month?

# %% key="chart"
exports = kk.load(kk.sample() / "instagram")
accounts = exports.accounts
months = kk.compute(accounts, ["follows"], by="month")
chart = kk.charts.trend(months, "follows")

# %% [markdown] lang="de" key="task-baseline"
# Ein gewöhnlicher Monat bringt rund {{months["follows"].median()|round}} neue Follower. Der Mai 2026 brachte {{max(months["follows"])|number}}: Damals ging ein Reel viral.
#
# Unser Ziel soll von Juli bis Dezember 2026 gelten. Der passende Ausgangswert ist *derselbe* Zeitraum ein Jahr davor: gleich lang, gleiche Saison.
#
# ### Aufgabe 3 · Rechnen: der Ausgangswert
#
# Die ersten beiden Zeilen wählen die zweiten Halbjahre 2025 und 2024 aus. Zähl für beide die Spalte `follows` zusammen.
# `baseline` ist der Ausgangswert aus 2025. `before` ist der Wert noch ein Jahr früher; er zeigt, welches Wachstum üblich ist.

# %% [markdown] lang="en" key="task-baseline"
# An ordinary month brings about {{months["follows"].median()|round}} new followers. May 2026 brought {{max(months["follows"])|number}}: a reel went viral.
#
# Our goal is to run from July to December 2026. The fitting baseline is the *same* period one year earlier: as long, and in the same season.
#
# ### Task 3 · Calculate: the baseline
#
# The first two lines pick the second halves of 2025 and 2024. Add up the column `follows` for each of them.
# `baseline` is the one of 2025. `before` is the figure of yet another year earlier; it shows what growth is usual.

# %% key="task-baseline"
half_2025 = accounts.query("'2025-07-01' <= date <= '2025-12-31'")
half_2024 = accounts.query("'2024-07-01' <= date <= '2024-12-31'")
baseline = sum(half_2025["follows"])  # solution
before = sum(half_2024["follows"])  # solution
kk.check("03.baseline", baseline=baseline, before=before)

# %% [raw] key="task-baseline"
# kind = "build"
# worked = { de = "Neue Follower sind eine Bewegung, also zählt man die Tage des Zeitraums zusammen. Zweimal dasselbe Halbjahr: So steckt die Saison in beiden Werten.", en = "New followers are a flow, so the days of the period are added up. The same half-year twice: that puts the season into both figures." }
#
# [baseline]
# right = { de = "Das zweite Halbjahr 2025, Tag für Tag zusammengezählt.", en = "The second half of 2025, added up day by day." }
# other = { de = "Der Ausgangswert passt nicht. Zähl mit `sum` die Spalte `follows` aus `half_2025` zusammen.", en = "The baseline does not fit. Add up the column `follows` of `half_2025` with `sum`." }
# also = ['half_2025["follows"].sum()', "months.query(\"'2025-07' <= month <= '2025-12'\")[\"follows\"].sum()"]
#
# [[baseline.wrong]]
# value = 'sum(half_2024["follows"])'
# de = "Das ist das Halbjahr 2024, ein Jahr zu früh. Es gehört nach `before`."
# en = "This is the half-year of 2024, one year too early. It belongs in `before`."
#
# [[baseline.wrong]]
# value = 'accounts.query("date >= \"2026-01-01\"")["follows"].sum()'
# de = "Das ist das letzte Halbjahr, Januar bis Juni 2026. Es liegt zwar näher, aber in einer anderen Saison und mit dem viralen Mai."
# en = "This is the latest half-year, January to June 2026. It is closer, but in another season and with the viral May."
#
# [[baseline.wrong]]
# value = 'accounts["follows"].sum()'
# de = "Das sind beide Jahre zusammen. Ausgangswert und Ziel müssen gleich lang sein: ein halbes Jahr."
# en = "These are both years together. Baseline and goal must be equally long: half a year."
#
# [[baseline.wrong]]
# value = 'half_2025["follows"].mean()'
# de = "Das ist der Durchschnitt je Tag. Das Ziel zählt alle Tage zusammen, also auch der Ausgangswert."
# en = "This is the average per day. The goal adds up all days, so the baseline must, too."
#
# [[baseline.wrong]]
# value = 'len(half_2025)'
# de = "So viele Tage hat das Halbjahr. Gefragt sind die neuen Follower dieser Tage."
# en = "This is how many days the half-year has. The question asks for the new followers of those days."
#
# [[baseline.wrong]]
# value = 'half_2025["reach"].sum()'
# de = "Du hast die Reichweite zusammengezählt. Gefragt sind die neuen Follower, die Spalte `follows`."
# en = "You added up the reach. The question asks for new followers, the column `follows`."
#
# [before]
# right = { de = "Ein Jahr davor waren es etwas weniger.", en = "One year before, there were slightly fewer." }
# other = { de = "`before` passt nicht. Zähl mit `sum` die Spalte `follows` aus `half_2024` zusammen.", en = "`before` does not fit. Add up the column `follows` of `half_2024` with `sum`." }
# also = ['half_2024["follows"].sum()', "months.query(\"'2024-07' <= month <= '2024-12'\")[\"follows\"].sum()"]
#
# [[before.wrong]]
# value = 'sum(half_2025["follows"])'
# de = "`before` ist noch einmal das Halbjahr 2025. Nimm `half_2024`, dann siehst du das übliche Wachstum."
# en = "`before` is the half-year of 2025 again. Take `half_2024`, and you see the usual growth."
#
# [[before.wrong]]
# value = 'accounts.query("\"2025-01-01\" <= date <= \"2025-06-30\"")["follows"].sum()'
# de = "Das ist das erste Halbjahr 2025, also eine andere Saison. Vergleich Herbst mit Herbst: `half_2024`."
# en = "This is the first half of 2025, another season. Compare autumn with autumn: `half_2024`."
#
# [[hints]]
# de = "Du brauchst zweimal dieselbe Rechnung, einmal mit `half_2025` und einmal mit `half_2024`."
# en = "You need the same calculation twice, once with `half_2025` and once with `half_2024`."
#
# [[hints]]
# de = "Eine Spalte zusammenzählen kennst du aus Lektion 00: `sum(reels[\"reach\"])`. Tausch Tabelle und Spalte aus."
# en = "You know how to add up a column from lesson 00: `sum(reels[\"reach\"])`. Change the table and the column."

# %% [markdown] lang="de" key="typical-mistake"
# ### Typischer Fehler: das letzte Halbjahr als Maßstab
#
# Viele nehmen den jüngsten Zeitraum, weil er gerade zur Hand ist. Rechnen wir das aus. `dropna` lässt die beiden letzten Junitage weg,
# für die im Export noch kein Wert steht.

# %% [markdown] lang="en" key="typical-mistake"
# ### Typical mistake: the latest half-year as a yardstick
#
# Many take the most recent period because it is at hand. Let us do that. `dropna` leaves out the last two days of June,
# for which the export holds no figure yet.

# %% key="typical-mistake"
half_2026 = accounts.query("'2026-01-01' <= date <= '2026-06-30'")
sum(half_2026["follows"].dropna())

# %% [markdown] lang="de" key="task-target"
# {{sum(half_2026["follows"].dropna())|number}} statt {{sum(half_2025["follows"])|number}}. Wer das verspricht, verspricht ein zweites virales Reel. {{max(months["follows"]) / sum(half_2026["follows"].dropna())|percent:0}} davon kamen in einem einzigen Monat.
#
# Woran du den Fehler bemerkst: Sieh dir die Monate an, bevor du eine Summe zum Maßstab machst. Und frag, ob die Saison dieselbe ist.
#
# ## 4 · Zielwert und Leitplanke
#
# Das Social-Media-Management hat einen Plan: jede Woche ein zusätzliches Reel aus der Werkstatt. Gegenüber dem Ausgangswert hält es 10 Prozent mehr neue Follower für möglich.
#
# ### Aufgabe 4 · Rechnen: Ist das ehrgeizig?
#
# Rechne den Zielwert aus (`target`). Rechne dann, wievielmal so groß der gewünschte Zuwachs ist wie der des Jahres davor (`times`).

# %% [markdown] lang="en" key="task-target"
# {{sum(half_2026["follows"].dropna())|number}} instead of {{sum(half_2025["follows"])|number}}. To promise that is to promise a second viral reel. {{max(months["follows"]) / sum(half_2026["follows"].dropna())|percent:0}} of it came in a single month.
#
# How to notice the mistake: look at the months before you make a sum your yardstick. And ask whether the season is the same.
#
# ## 4 · Target and guardrail
#
# Social media management has a plan: one more reel from the workshop each week. It thinks that 10 percent more new followers than in the baseline are possible.
#
# ### Task 4 · Calculate: is that ambitious?
#
# Work out the `target`. Then work out how many times as large the wanted growth is as that of the year before (`times`).

# %% key="task-target"
target = 1.1 * baseline  # solution
times = (target - baseline) / (baseline - before)  # solution
kk.check("03.target", target=target, times=times)

# %% [raw] key="task-target"
# kind = "build"
# worked = { de = "10 Prozent mehr heißt mal 1,1. Der gewünschte Zuwachs ist Zielwert minus Ausgangswert, der übliche ist Ausgangswert minus Vorjahr. Geteilt ergibt sich, wie ehrgeizig das Ziel ist.", en = "10 percent more means times 1.1. The wanted growth is target minus baseline, the usual one is baseline minus the year before. Their ratio says how ambitious the target is." }
#
# [target]
# right = { de = "10 Prozent auf den Ausgangswert; aufgeschrieben wird die Zahl gerundet.", en = "10 percent on top of the baseline; it is written down as a round number." }
# other = { de = "Der Zielwert passt nicht. 10 Prozent mehr als der Ausgangswert heißt: `baseline` mal 1.1.", en = "The target does not fit. 10 percent more than the baseline means `baseline` times 1.1." }
# also = ["round(target, -1)", "baseline + baseline * 10 / 100", "1335"]
# tolerance = 0.004
#
# [[target.wrong]]
# value = "baseline + 10"
# de = "Du hast 10 Follower dazugezählt. Gefragt sind 10 Prozent *vom Ausgangswert* mehr."
# en = "You added 10 followers. The question asks for 10 percent *of the baseline* more."
#
# [[target.wrong]]
# value = "0.1 * baseline"
# de = "Das ist nur der Zuwachs. Der Zielwert ist Ausgangswert plus Zuwachs."
# en = "This is the growth alone. The target is baseline plus growth."
#
# [[target.wrong]]
# value = "1.1 * before"
# de = "Du bist vom Jahr 2024 ausgegangen. Ausgangswert ist das Halbjahr 2025."
# en = "You started from the year 2024. The baseline is the half-year of 2025."
#
# [[target.wrong]]
# value = "1.1 * sum(half_2026['follows'].dropna())"
# de = "Du bist vom letzten Halbjahr ausgegangen. Darin steckt der virale Mai; nimm `baseline`."
# en = "You started from the latest half-year. The viral May is in it; take `baseline`."
#
# [times]
# right = { de = "Der Zuwachs soll fast fünfmal so groß sein wie üblich. Das ist ehrgeizig und braucht einen Grund.", en = "Growth is to be almost five times the usual one. That is ambitious and needs a reason." }
# other = { de = "`times` passt nicht. Teile `target - baseline` durch `baseline - before`, beides in Klammern.", en = "`times` does not fit. Divide `target - baseline` by `baseline - before`, each in brackets." }
# also = ["(round(target, -1) - baseline) / (baseline - before)", "0.1 * baseline / (baseline - before)", "4.9"]
# tolerance = 0.04
#
# [[times.wrong]]
# value = "target / baseline"
# de = "Das ist das Verhältnis der beiden Zahlen. Vergleich die *Zuwächse*: erst abziehen, dann teilen."
# en = "This is the ratio of the two figures. Compare their *growth*: subtract first, then divide."
#
# [[times.wrong]]
# value = "target - baseline"
# de = "So viele neue Follower sollen mehr kommen. Teile das noch durch den Zuwachs des Jahres davor."
# en = "This is how many more are to come. Now divide it by the growth of the year before."
#
# [[times.wrong]]
# value = "(target - baseline) / baseline"
# de = "Das ist das Wachstum in Prozent vom Ausgangswert. Gefragt ist der Vergleich mit dem üblichen Zuwachs."
# en = "This is the growth as a share of the baseline. The question asks to compare it with the usual growth."
#
# [[times.wrong]]
# value = "(target - before) / (baseline - before)"
# de = "Du hast den Zuwachs seit 2024 genommen. Der gewünschte Zuwachs beginnt beim Ausgangswert von 2025."
# en = "You took the growth since 2024. The wanted growth starts at the baseline of 2025."
#
# [[hints]]
# de = "10 Prozent mehr heißt: der ganze Ausgangswert und ein Zehntel dazu."
# en = "10 percent more means: the whole baseline and a tenth on top."
#
# [[hints]]
# de = "Zuwachs ist immer eine Differenz. Du brauchst zwei davon: Ziel minus Ausgangswert, und Ausgangswert minus `before`."
# en = "Growth is always a difference. You need two of them: target minus baseline, and baseline minus `before`."
#
# [[hints]]
# de = "Setz Klammern um beide Differenzen, bevor du teilst: `(… - …) / (… - …)`."
# en = "Put brackets round both differences before you divide: `(… - …) / (… - …)`."

# %% [markdown] lang="de" key="task-limit" given="0.1"
# Ehrgeizig ist erlaubt, wenn jemand sagen kann, was diesmal anders ist. Hier ist es das zusätzliche Reel. Ohne neuen Einsatz wäre es eine Wette.
#
# Follower lassen sich auch billig gewinnen: mit einem Gewinnspiel, das Menschen anlockt, die nie ein Rad kaufen. Davor schützt eine **Leitplanke**:
# eine zweite Kennzahl, die nicht leiden darf. Wir nehmen die Interaktionsrate nach Reichweite. Kommen die Falschen, reagieren sie nicht, und die Rate fällt.
#
# ### Aufgabe 5 · Rechnen: die Leitplanke
#
# Im zweiten Halbjahr 2025 lag die Rate bei {{end: rate|percent:2}}. Sie darf höchstens 0,1 **Prozentpunkte** darunter fallen. Wo liegt die Grenze?
#
# Prozentpunkte zählt man ab, Prozent rechnet man *von* etwas. Ein Prozentpunkt ist als Anteil geschrieben `0.01`, ein Zehntel davon `0.001`.

# %% [markdown] lang="en" key="task-limit" given="0.1"
# Ambition is allowed if somebody can say what will be different this time. Here it is the additional reel. Without new effort it would be a bet.
#
# Followers can also be won cheaply, with a prize draw that attracts people who will never buy a bicycle. A **guardrail** protects you from that:
# a second KPI that must not suffer. We take the engagement rate by reach. If the wrong people come, they do not react, and the rate falls.
#
# ### Task 5 · Calculate: the guardrail
#
# In the second half of 2025 the rate was {{end: rate|percent:2}}. It may fall below that by at most 0.1 **percentage points**. Where is the limit?
#
# Percentage points are counted off, percent are taken *of* something. One percentage point, written as a share, is `0.01`; a tenth of it is `0.001`.

# %% key="task-limit"
posts = exports.posts.query("'2025-07-01' <= published_on <= '2025-12-31'")
posts = posts.dropna(subset=["reach"])
rate = sum(posts["interactions"]) / sum(posts["reach"])
limit = rate - 0.001  # solution
kk.check("03.limit", limit=limit)

# %% [raw] key="task-limit"
# kind = "build"
# worked = { de = "0,1 Prozentpunkte sind als Anteil 0.001. Die werden abgezogen. 0,1 *Prozent* von der Rate wären kaum zu sehen.", en = "0.1 percentage points are 0.001 as a share. They are subtracted. 0.1 *percent* of the rate would hardly be visible." }
#
# [limit]
# right = { de = "Das ist die Rate minus 0,1 Prozentpunkte. In keinem der vier Halbjahre unserer Daten lag sie so tief.", en = "This is the rate minus 0.1 percentage points. In none of the four half-years of our data was it that low." }
# other = { de = "Diese Grenze passt nicht. Zieh von `rate` den Anteil ab, der 0,1 Prozentpunkten entspricht.", en = "This limit does not fit. Subtract from `rate` the share that equals 0.1 percentage points." }
# also = ["rate - 0.1 / 100", 'kk.compute(posts, ["engagement_rate_by_reach"])["engagement_rate_by_reach"] - 0.001', "0.0434"]
#
# [[limit.wrong]]
# value = "rate * (1 - 0.001)"
# de = "Das sind 0,1 *Prozent* weniger, gerechnet von der Rate. Gefragt sind Prozentpunkte: abziehen, nicht malnehmen."
# en = "This is 0.1 *percent* less, taken of the rate. The question asks for percentage points: subtract, do not multiply."
#
# [[limit.wrong]]
# value = "rate - 0.1"
# de = "Du hast 10 Prozentpunkte abgezogen, und die Rate wurde negativ. 0,1 Prozentpunkte sind als Anteil 0.001."
# en = "You subtracted 10 percentage points, and the rate became negative. 0.1 percentage points are 0.001 as a share."
#
# [[limit.wrong]]
# value = "rate - 0.01"
# de = "Das ist ein ganzer Prozentpunkt weniger. Gefragt ist ein Zehntel davon."
# en = "This is one whole percentage point less. The question asks for a tenth of it."
#
# [[limit.wrong]]
# value = "rate + 0.001"
# de = "Diese Grenze liegt über der Rate. Sie wäre schon verletzt, bevor es losgeht."
# en = "This limit lies above the rate. It would be breached before anything begins."
#
# [[limit.wrong]]
# value = "0.9 * rate"
# de = "Das sind zehn Prozent weniger als die Rate. Gefragt sind 0,1 Prozentpunkte."
# en = "This is ten percent less than the rate. The question asks for 0.1 percentage points."
#
# [[hints]]
# de = "Prozentpunkte zieht man ab. Die Rate steht schon in `rate`, als Anteil."
# en = "Percentage points are subtracted. The rate is already in `rate`, as a share."
#
# [[hints]]
# de = "Ein Prozentpunkt ist 0.01. Ein Zehntel davon ist 0.001."
# en = "One percentage point is 0.01. A tenth of it is 0.001."

# %% [markdown] lang="de" key="orders"
# ## 5 · Die Saison
#
# Neue Follower belegen keinen gewonnenen Kunden. Daneben stellen wir deshalb ein Outcome: Bestellungen, die über Links aus unseren eigenen Kanälen kamen.
#
# `load` liest den Shop. `isin` behält die Zeilen, deren Quelle (`utm_source`) in unserer Liste steht. `groupby` und `size` zählen die Bestellungen je Tag,
# und `asfreq` trägt an Tagen ohne Bestellung eine 0 ein. Die letzte Zeile zählt von Juli bis Dezember 2025 zusammen; der Doppelpunkt heißt „bis“.

# %% [markdown] lang="en" key="orders"
# ## 5 · The season
#
# New followers do not prove that a customer has been won. So we put an outcome beside them: orders that came through links from our own channels.
#
# `load` reads the shop. `isin` keeps the rows whose source (`utm_source`) is in our list. `groupby` and `size` count the orders of each day,
# and `asfreq` writes a 0 on days without an order. The last line adds up July to December 2025; the colon means "to".

# %% key="orders"
shop = kk.load(kk.sample() / "shop").orders
channels = ["instagram", "facebook", "tiktok", "youtube", "linkedin", "x"]
social = shop[shop["utm_source"].isin(channels)]
days = social.groupby("ordered_on").size().asfreq("D", fill_value=0)
sum(days["2025-07-01":"2025-12-31"])

# %% [markdown] lang="de" key="task-due"
# Von Juli bis Dezember 2025 waren es {{sum(days["2025-07-01":"2025-12-31"])|number}} Bestellungen, ein Jahr davor {{sum(days["2024-07-01":"2024-12-31"])|number}}. Wir setzen das Ziel auf {{end: order_target|number}}.
#
# **Rate zuerst.** Ende September ist genau die Hälfte der Zeit um. Ist dann auch die Hälfte der Bestellungen zu erwarten?
#
# `expected_share` sagt, welcher Anteil bis zu einem Tag üblich ist, gemessen an denselben Tagen früherer Jahre. Ein Tag heißt in Python `date(Jahr, Monat, Tag)`.
# `print` zeigt den Satz dazu.
#
# ### Aufgabe 6 · Rechnen: der Zwischenstand
#
# `expected.share` ist der Anteil als Zahl. Wie viele Bestellungen müssten es Ende September sein, damit wir auf Kurs sind?

# %% [markdown] lang="en" key="task-due"
# From July to December 2025 there were {{sum(days["2025-07-01":"2025-12-31"])|number}} orders, one year before {{sum(days["2024-07-01":"2024-12-31"])|number}}. We set the target at {{end: order_target|number}}.
#
# **Guess first.** At the end of September exactly half of the time is over. Are half of the orders due by then?
#
# `expected_share` says which share is usual by a day, going by the same days of earlier years. In Python, a day is `date(year, month, day)`.
# `print` shows it as a sentence.
#
# ### Task 6 · Calculate: the state halfway
#
# `expected.share` is the share as a number. How many orders should there be at the end of September for us to be on track?

# %% key="task-due"
from datetime import date

order_target = 330
start, deadline = date(2026, 7, 1), date(2026, 12, 31)
expected = kk.expected_share(days, start, deadline, on=date(2026, 9, 30))
print(expected.sentence)
due = expected.share * order_target  # solution
kk.check("03.due", due=due)

# %% [raw] key="task-due"
# kind = "build"
# worked = { de = "Der übliche Anteil mal Zielwert. Im Juli, August und September werden mehr Räder gekauft als im Winter, also ist zur Halbzeit mehr als die Hälfte fällig.", en = "The usual share times the target. More is bought in July, August and September than in winter, so more than half is due halfway." }
#
# [due]
# right = { de = "Mehr als die Hälfte ist fällig. Wer nur auf den Kalender schaut, hält sich im September zu früh für erfolgreich.", en = "More than half is due. Anyone who goes by the calendar alone will feel successful too early in September." }
# other = { de = "Diese Zahl passt nicht. Nimm den Anteil `expected.share` mal den Zielwert `order_target`.", en = "This number does not fit. Take the share `expected.share` times the target `order_target`." }
# also = ["round(due)", "round(due) + 1", "order_target * 0.55"]
# tolerance = 0.008
#
# [[due.wrong]]
# value = "order_target / 2"
# de = "Das ist die halbe Zeit mal Zielwert. Die Saison verteilt die Bestellungen aber ungleich: Nimm `expected.share`."
# en = "This is half of the time, times the target. But the season spreads orders unevenly: take `expected.share`."
#
# [[due.wrong]]
# value = "expected.share"
# de = "Das ist der Anteil. Gefragt ist die Zahl der Bestellungen: Anteil mal Zielwert."
# en = "This is the share. The question asks for the number of orders: share times target."
#
# [[due.wrong]]
# value = "(1 - expected.share) * order_target"
# de = "So viele Bestellungen kommen üblicherweise *danach*. Gefragt ist, wie viele bis dahin da sein müssten."
# en = "This is how many orders usually come *afterwards*. The question asks how many should be there by then."
#
# [[due.wrong]]
# value = "expected.share * 100"
# de = "Das ist der Anteil in Prozent. Gefragt ist die Zahl der Bestellungen."
# en = "This is the share in percent. The question asks for the number of orders."
#
# [[hints]]
# de = "Der Satz über deiner Antwort nennt den Anteil in Prozent. Wovon ist er ein Anteil?"
# en = "The sentence above your answer gives the share in percent. A share of what?"
#
# [[hints]]
# de = "Anteil mal Ganzes: `expected.share` mal `order_target`. Malnehmen schreibst du `*`."
# en = "Share times whole: `expected.share` times `order_target`. Multiplication is written `*`."

# %% [markdown] lang="de" key="plan-top"
# ## 6 · Das Ziel aufschreiben
#
# Jetzt kommt alles zusammen. `plan` ist ein Zettel mit Angaben. Jede Zeile trägt eine ein: links der Name der Angabe, rechts ihr Wert.
# Wir beginnen oben im Baum. Der Zielwert ist gerundet; ein Ziel, das bis auf die letzte Stelle genau ist, täuscht Genauigkeit vor.

# %% [markdown] lang="en" key="plan-top"
# ## 6 · Writing the goal down
#
# Now it all comes together. `plan` is a slip of paper with entries. Each line fills one in: its name on the left, its value on the right.
# We start at the top of the tree. The target is a round number; one that is exact to the last digit claims a precision it does not have.

# %% key="plan-top"
plan = {"kpi": "follows", "table": "accounts", "filter": {"channel": "instagram"}}
plan["name"] = "Neue Follower auf Instagram"  # @de
plan["name"] = "New followers on Instagram"  # @en
plan["company"] = "raise_revenue"
plan["strategic"] = "win_customers"
plan["measure"] = "Familien kennen uns, bevor sie ein Lastenrad suchen"  # @de
plan["measure"] = "Families know us before they look for a cargo bike"  # @en
plan["owner"] = "Social-Media-Management"  # @de
plan["owner"] = "Social media management"  # @en
plan["target"] = 1_340

# %% [markdown] lang="de" key="plan-bottom"
# Darunter gehören Ausgangswert und Leitplanke. Der Ausgangswert bekommt Zeitraum (`first`, `last`) und Quelle (`source`),
# die Leitplanke ihre Kennzahl und ihre Grenze (`limit`).

# %% [markdown] lang="en" key="plan-bottom"
# Below that belong baseline and guardrail. The baseline gets its period (`first`, `last`) and its `source`,
# the guardrail its KPI and its `limit`.

# %% key="plan-bottom"
past = {"first": "2025-07-01", "last": "2025-12-31", "source": "Instagram Insights"}
past["value"] = sum(half_2025["follows"])
past["before"] = sum(half_2024["follows"])
plan["baseline"] = past
plan["guardrail"] = {"kpi": "engagement_rate_by_reach", "limit": 0.0434, "table": "posts"}

# %% [markdown] lang="de" key="task-goal"
# ### Aufgabe 7 · Ändern: die letzten Lücken
#
# Drei Angaben sind noch leer; leer heißt in Python `None`. Führ die Zelle einmal aus und lies, was unter T fehlt. Dann ersetze jedes `None`:
#
# - `start` und `deadline`: erster und letzter Tag, der zählt, als Text in der Form `"2026-07-01"`,
# - `rule`: die **Entscheidungsregel**. Was geschieht, wenn der Zielwert erreicht ist, und was, wenn nicht? Ein Satz in Anführungszeichen genügt.
#
# `kk.Goal(**plan)` macht aus dem Zettel ein Ziel. Wie oft steht danach noch „fehlt:“ da (`missing`), wie oft „prüfen:“ (`to_check`)?

# %% [markdown] lang="en" key="task-goal"
# ### Task 7 · Change: the last gaps
#
# Three entries are still empty; in Python, empty is `None`. Run the cell once and read what is missing under T. Then replace each `None`:
#
# - `start` and `deadline`: first and last day that count, as a text of the form `"2026-07-01"`,
# - `rule`: the **decision rule**. What happens if the target is reached, and what if not? One sentence in quotation marks will do.
#
# `kk.Goal(**plan)` turns the slip of paper into a goal. How often does it say "missing:" afterwards (`missing`), and how often "check:" (`to_check`)?

# %% key="task-goal"
plan["start"] = None  # @learner
plan["deadline"] = None  # @learner
plan["rule"] = None  # @learner
plan["start"] = "2026-07-01"  # solution
plan["deadline"] = "2026-12-31"  # solution
plan["rule"] = "Unter 1.340 endet die Reihe, ab 1.340 läuft sie weiter."  # solution # @de
plan["rule"] = "Below 1,340 the series ends, from 1,340 on it goes on."  # solution # @en
display(kk.Goal(**plan).smart())
missing = 0  # solution
to_check = 2  # solution
kk.check("03.goal", missing=missing, to_check=to_check)

# %% [raw] key="task-goal"
# kind = "change"
# worked = { de = "Mit Start, Frist und Regel fehlt nichts mehr. Zwei Punkte bleiben zu prüfen, und das ist in Ordnung: Sie sind Fragen an Menschen. Was ist diesmal anders? Und welches Ziel weiter hinten steht daneben?", en = "With start, deadline and rule nothing is missing. Two points remain to be checked, and that is fine: they are questions for people. What will be different this time? And which goal from further down stands beside it?" }
#
# [missing]
# right = { de = "Es fehlt nichts mehr: Über dieses Ziel lässt sich entscheiden.", en = "Nothing is missing any more: this goal can be decided on." }
# other = { de = "Ersetze alle drei `None`, führ die Zelle aus und zähl, wie oft „fehlt:“ noch dasteht.", en = "Replace all three `None`, run the cell and count how often \"missing:\" is still there." }
# also = ["3 - 3"]
#
# [[missing.wrong]]
# value = "3"
# de = "Drei Lücken hatte das Ziel vor deiner Änderung. Ersetze die drei `None` und zähl noch einmal."
# en = "The goal had three gaps before your change. Replace the three `None` and count again."
#
# [[missing.wrong]]
# value = "1"
# de = "Eine Lücke ist noch offen. Die Meldung nennt ihren Namen in Klammern: `start`, `deadline` oder `rule`."
# en = "One gap is still open. The message names it: `start`, `deadline` or `rule`."
#
# [to_check]
# right = { de = "Beide Hinweise stellen eine Frage, die keine Software beantwortet.", en = "Both notes ask a question that no software answers." }
# other = { de = "Zähl die Zeilen, in denen „prüfen:“ steht. Sie stehen unter A und unter R.", en = "Count the lines that say \"check:\". They are under A and R." }
# also = ["1 + 1"]
#
# [[to_check.wrong]]
# value = "0"
# de = "Ganz ohne Rückfrage ist das Ziel nicht. Schau unter A und unter R nach „prüfen:“."
# en = "The goal is not without questions. Look for \"check:\" under A and R."
#
# [[to_check.wrong]]
# value = "1"
# de = "Einer fehlt dir noch: Unter A steht ein „prüfen:“ und unter R auch."
# en = "You still lack one: there is a \"check:\" under A and another under R."
#
# [[hints]]
# de = "Die Namen stehen links vom Gleichheitszeichen und bleiben, wie sie sind. Ersetze nur `None`."
# en = "The names are on the left of the equals sign and stay as they are. Replace `None` only."
#
# [[hints]]
# de = "Der erste Tag ist `\"2026-07-01\"`, der letzte `\"2026-12-31\"`. Die Anführungszeichen gehören dazu."
# en = "The first day is `\"2026-07-01\"`, the last `\"2026-12-31\"`. The quotation marks are part of it."
#
# [[hints]]
# de = "Eine Regel könnte lauten: `\"Unter 1.340 endet die Reihe.\"`"
# en = "A rule might be: `\"Below 1,340 the series ends.\"`"

# %% [markdown] lang="de" key="both"
# „Stell ein Ziel weiter hinten in der Kette daneben“: Das sind die Bestellungen. Ein zweiter Zettel ergänzt den Baum. `filter` wählt dieselben Kanäle wie vorhin.

# %% [markdown] lang="en" key="both"
# "Put a goal further down the chain beside it": that is the orders. A second slip of paper completes the tree. `filter` picks the same channels as before.

# %% key="both"
second = {"kpi": "orders", "table": "orders", "filter": {"utm_source": channels}}
second["name"] = "Bestellungen aus Social Media"  # @de
second["name"] = "Orders from social media"  # @en
second["company"], second["strategic"] = "raise_revenue", "win_customers"
second["measure"] = "Wer uns kennt, kauft bei uns"  # @de
second["measure"] = "Those who know us buy from us"  # @en
second["target"] = order_target
chart = kk.charts.goal_tree(kk.goal_tree([kk.Goal(**plan), kk.Goal(**second)]))

# %% [markdown] lang="de" key="spring"
# Zwei Ziele, ein Weg nach oben. Das eine zeigt früh, ob die Richtung stimmt. Das andere zeigt später, ob es sich gelohnt hat.
#
# ### Was die Regel wert ist
#
# Im Frühjahr gab es schon einmal ein Ziel für neue Follower. Es ist das zweite in der Liste `goals`; Python zählt ab 0, also `goals[1]`. Sein Zielwert: {{goals[1].target|number}}.
# Seine Leitplanke: mindestens {{goals[1].guardrail.limit|percent:1}} Interaktionsrate. Im Mai ging das Reel viral.
#
# **Rate zuerst.** Erreicht oder nicht? Und was wird jetzt getan?
#
# `assess` beurteilt Ziele an einem Tag. `text` ist das Urteil in Worten.

# %% [markdown] lang="en" key="spring"
# Two goals, one way up. The first shows early whether the direction is right. The second shows later whether it was worth it.
#
# ### What the rule is worth
#
# There was a goal for new followers in the spring, too. It is the second in the list `goals`; Python counts from 0, hence `goals[1]`. Its target: {{goals[1].target|number}}.
# Its guardrail: an engagement rate of at least {{goals[1].guardrail.limit|percent:1}}. In May the reel went viral.
#
# **Guess first.** Reached or not? And what is done now?
#
# `assess` judges goals on a day. `text` is the verdict in words.

# %% key="spring"
found = kk.assess([goals[1]], exports, on=date(2026, 6, 30))
print(found[0].text)

# %% [markdown] lang="de" key="rule" tags=["free-text"]
# Weit übertroffen, und trotzdem kein Grund zum Feiern: Die Leitplanke hat nicht gehalten. Was dann zu tun ist, stand schon im Februar fest.
#
# Ohne diese Regel hätte jede Seite recht behalten. Die eine hätte auf die Follower gezeigt, die andere auf die Rate. Eine Regel, die *hinterher* entsteht,
# findet immer einen Grund weiterzumachen.
#
# ### Aufgabe 8 · Entscheiden: deine Regel
#
# Schreib die Entscheidungsregel für das Ziel der Lektion (Doppelklick, dann hinter die drei Punkte klicken). Jeder Fall braucht eine Folge:
#
# 1. Zielwert erreicht, Leitplanke hält.
# 2. Zielwert erreicht, Leitplanke verletzt.
# 3. Zielwert knapp verfehlt. Ab wann ist es nicht mehr knapp?
# 4. Wer entscheidet, an welchem Tag?
#
# *Deine Antwort:* …

# %% [markdown] lang="en" key="rule" tags=["free-text"]
# Far exceeded, and yet no reason to celebrate: the guardrail did not hold. What to do then had been fixed in February.
#
# Without this rule, both sides would have been right. One would have pointed at the followers, the other at the rate. A rule that is made *afterwards*
# always finds a reason to go on.
#
# ### Task 8 · Decide: your rule
#
# Write the decision rule for the goal of this lesson (double click, then click behind the three dots). Each case needs a consequence:
#
# 1. Target reached, guardrail holds.
# 2. Target reached, guardrail breached.
# 3. Target narrowly missed. From where on is it no longer narrow?
# 4. Who decides, on which day?
#
# *Your answer:* …

# %% [markdown] lang="de" key="quiz-points" given="4 5 25"
# ## 7 · Prüfen, antworten, mitnehmen
#
# ### Quiz
#
# Antworte mit dem Buchstaben in Anführungszeichen.
#
# **Frage 1.** Die Interaktionsrate steigt von 4 % auf 5 %. Was stimmt?
#
# - **a** Sie ist um 1 Prozent gestiegen.
# - **b** Sie ist um 25 Prozent gestiegen, das ist 1 Prozentpunkt.
# - **c** Sie ist um 25 Prozentpunkte gestiegen.

# %% [markdown] lang="en" key="quiz-points" given="4 5 25"
# ## 7 · Check, answer, take away
#
# ### Quiz
#
# Answer with the letter in quotation marks.
#
# **Question 1.** The engagement rate rises from 4% to 5%. Which is right?
#
# - **a** It has risen by 1 percent.
# - **b** It has risen by 25 percent, which is 1 percentage point.
# - **c** It has risen by 25 percentage points.

# %% key="quiz-points"
answer = "b"  # solution
kk.check("03.quiz_points", answer=answer)

# %% [raw] key="quiz-points"
# [answer]
# a = { de = "Prozent rechnet man von etwas. 1 Prozent von 4 % wären 0,04 Prozentpunkte; hier ist es viel mehr.", en = "Percent are taken of something. 1 percent of 4% would be 0.04 percentage points; here it is much more." }
# b = { de = "Von 4 auf 5 ist ein Viertel mehr, abgezählt ein Punkt. Schreib in ein Ziel immer beide Werte: von 4 % auf 5 %.", en = "From 4 to 5 is a quarter more, counted off it is one point. In a goal always write both values: from 4% to 5%." }
# c = { de = "25 Prozentpunkte mehr wären 29 %. Prozentpunkte zählt man ab: 5 minus 4.", en = "25 percentage points more would be 29%. Percentage points are counted off: 5 minus 4." }
#
# [[hints]]
# de = "Ein Viertel von 4 ist 1. Was davon ist Prozent, was Prozentpunkt?"
# en = "A quarter of 4 is 1. Which of these is percent, which a percentage point?"

# %% [markdown] lang="de" key="quiz-decidable" given="10000 1340 1214"
# **Frage 2.** Über welches Ziel lässt sich Ende Dezember entscheiden?
#
# - **a** „Wir bauen eine starke Community auf.“
# - **b** „10.000 Follower, so bald wie möglich.“
# - **c** „1.340 neue Follower von Juli bis Dezember, nach 1.214 im Vorjahr; sonst endet die Reel-Reihe.“

# %% [markdown] lang="en" key="quiz-decidable" given="10000 1340 1214"
# **Question 2.** Which goal can be decided on at the end of December?
#
# - **a** "We build a strong community."
# - **b** "10,000 followers as soon as possible."
# - **c** "1,340 new followers from July to December, after 1,214 the year before; otherwise the series of reels ends."

# %% key="quiz-decidable"
answer = "c"  # solution
kk.check("03.quiz_decidable", answer=answer)

# %% [raw] key="quiz-decidable"
# [answer]
# a = { de = "Woran würdest du im Dezember erkennen, dass die Community stark ist? Ohne Kennzahl kann man das Ziel weder erreichen noch verfehlen.", en = "How would you know in December that the community is strong? Without a KPI the goal can be neither reached nor missed." }
# b = { de = "Eine Zahl ist da, aber keine Frist. „So bald wie möglich“ ist nie vorbei, also ist das Ziel nie verfehlt.", en = "There is a number but no deadline. \"As soon as possible\" is never over, so the goal is never missed." }
# c = { de = "Kennzahl, Zielwert, Zeitraum, Ausgangswert und Folge stehen darin. Jede Person kommt im Dezember zum selben Urteil.", en = "KPI, target, period, baseline and consequence are in it. In December everybody comes to the same verdict." }
#
# [[hints]]
# de = "Such das Ziel, bei dem zwei Menschen, die sich nicht mögen, zum selben Urteil kämen."
# en = "Look for the goal on which two people who dislike each other would reach the same verdict."

# %% [markdown] lang="de" key="quiz-fit"
# **Frage 3.** Das strategische Ziel lautet „Kunden binden“. Welche Zahl kann belegen, dass es gelingt?
#
# - **a** die Reichweite der Reels
# - **b** neue Follower
# - **c** Bestellungen von Menschen, die schon einmal gekauft haben

# %% [markdown] lang="en" key="quiz-fit"
# **Question 3.** The strategic goal is to keep customers. Which figure can prove that it works?
#
# - **a** the reach of the reels
# - **b** new followers
# - **c** orders from people who have bought before

# %% key="quiz-fit"
answer = "c"  # solution
kk.check("03.quiz_fit", answer=answer)

# %% [raw] key="quiz-fit"
# [answer]
# a = { de = "Reichweite ist ein Output. Sie sagt nicht, ob Kunden oder Fremde zusahen, und erst recht nicht, ob jemand blieb.", en = "Reach is an output. It does not say whether customers or strangers watched, let alone whether anybody stayed." }
# b = { de = "Neue Follower sind Neue. Für die Bindung zählen die, die schon da sind.", en = "New followers are new people. Keeping customers is about those who are already there." }
# c = { de = "Wer wiederkommt und kauft, ist gebunden: ein Outcome, das zum Ziel darüber passt.", en = "Someone who comes back and buys has been kept: an outcome that fits the goal above it." }
#
# [[hints]]
# de = "Frag bei jeder Zahl „Wozu?“ und sieh nach, ob du beim Ziel darüber ankommst."
# en = "Ask \"what for?\" of each figure, and see whether you arrive at the goal above it."

# %% [markdown] lang="de" key="quiz-after" given="1340 1310"
# **Frage 4.** Im Januar heißt es: „Statt 1.340 waren es 1.310, aber die Aufrufe sind stark gestiegen. Also war die Reihe ein Erfolg.“ Was ist daran falsch?
#
# - **a** Nichts, mehr Aufrufe sind ein Erfolg.
# - **b** Der Maßstab wurde hinterher gewechselt.
# - **c** Aufrufe sind eine wertlose Zahl.

# %% [markdown] lang="en" key="quiz-after" given="1340 1310"
# **Question 4.** In January somebody says: "Instead of 1,340 it was 1,310, but views have risen strongly. So the series was a success." What is wrong with that?
#
# - **a** Nothing, more views are a success.
# - **b** The yardstick was changed afterwards.
# - **c** Views are a worthless figure.

# %% key="quiz-after"
answer = "b"  # solution
kk.check("03.quiz_after", answer=answer)

# %% [raw] key="quiz-after"
# [answer]
# a = { de = "Vielleicht, aber vereinbart war etwas anderes. Irgendeine von zwanzig Zahlen steigt immer.", en = "Perhaps, but something else had been agreed. One of twenty figures always rises." }
# b = { de = "Vereinbart waren neue Follower. Wer sich hinterher eine Zahl aussucht, hat immer Erfolg und lernt nichts.", en = "New followers had been agreed. If you pick your figure afterwards, you always succeed and learn nothing." }
# c = { de = "Wertlos sind Aufrufe nicht; für Bekanntheit können sie das richtige Maß sein. Dann muss das aber vorher feststehen.", en = "Views are not worthless; for awareness they can be the right measure. But then that has to be fixed beforehand." }
#
# [[hints]]
# de = "Welche Zahl war im Juni vereinbart? Mit welcher wird im Januar geurteilt?"
# en = "Which figure had been agreed in June? Which one is the verdict based on in January?"

# %% [markdown] lang="de" key="answer" given="10000"
# ### In der Praxis: Wo Ausgangswerte herkommen
#
# Neue Follower: in der Meta Business Suite bei den Statistiken (*Insights*). Such dort die Kurve der neuen Follower, daneben „Exportieren“ oder „Herunterladen“. Meta benennt seine Menüs öfter um; die Datei heißt auf Englisch `Follows.csv`.
# Bestellungen: der Export deines Shopsystems, mit der Quelle aus den Links.
#
# - Der Instagram-Export zählt, wer dazukommt. Wie viele es insgesamt sind und wer gegangen ist, steht nicht darin.
# - Die letzten Tage fehlen oft noch. Lade den Ausgangswert erst ein paar Tage nach Ende des Zeitraums herunter.
# - Bestellungen ohne Kennzeichen im Link fehlen in unserer Zählung; Lektion 10 geht dem nach.
#
# ### Was du antworten kannst
#
# > „Versprechen kann ich keine Zahl. Vorschlagen kann ich ein Ziel: von Juli bis Dezember {{plan["target"]|number}} neue Follower auf Instagram. Im Vorjahr waren es {{baseline|number}}, davor {{before|number}}.
# > Das ist ehrgeizig, und der Grund ist ein Reel mehr in der Woche. Die Interaktionsrate darf dabei nicht unter {{plan["guardrail"]["limit"]|percent:2}} fallen.
# > Für den Umsatz zählt das Ziel daneben: {{order_target|number}} Bestellungen nach {{sum(days["2025-07-01":"2025-12-31"])|number}}. Ende September müssten es {{due|number}} sein.
# > Verfehlen wir die Follower, endet die Reihe. 10.000 in einem halben Jahr wären gut achtmal so viele wie im Vorjahr.“
#
# ### Was wir gelernt haben
#
# - Erst „Wozu?“, dann „Wie viele?“.
# - Ein Ziel braucht Ausgangswert, Zielwert, Frist, Leitplanke und Regel.
# - Derselbe Zeitraum im Vorjahr ist der bessere Maßstab als der jüngste.
# - Prozentpunkte zählt man ab, Prozent rechnet man von etwas.
# - Die Regel steht fest, bevor die Zahl da ist.

# %% [markdown] lang="en" key="answer" given="10000"
# ### In practice: where baselines come from
#
# New followers: in Meta Business Suite, among the insights. Look for the curve of new followers, and beside it for "Export" or "Download". Meta renames its menus now and then; in English the file is called `Follows.csv`.
# Orders: the export of your shop system, with the source taken from the links.
#
# - The Instagram export counts who joins. How many there are in all, and who has left, is not in it.
# - The last days are often still missing. Download the baseline some days after its period has ended.
# - Orders without a tag in the link are missing from our count; lesson 10 looks into that.
#
# ### What you can answer
#
# > "I cannot promise a number. I can propose a goal: {{plan["target"]|number}} new followers on Instagram from July to December. Last year it was {{baseline|number}}, the year before {{before|number}}.
# > That is ambitious, and the reason is one more reel a week. The engagement rate must not fall below {{plan["guardrail"]["limit"]|percent:2}} on the way.
# > What counts for revenue is the goal beside it: {{order_target|number}} orders, after {{sum(days["2025-07-01":"2025-12-31"])|number}}. At the end of September there should be {{due|number}}.
# > If we miss the followers, the series ends. 10,000 within half a year would be more than eight times last year's figure."
#
# ### What we have learned
#
# - First "what for?", then "how many?".
# - A goal needs baseline, target, deadline, guardrail and rule.
# - The same period of last year is a better yardstick than the latest one.
# - Percentage points are counted off, percent are taken of something.
# - The rule is fixed before the figure is there.

# %% [markdown] lang="de" key="transfer" tags=["free-text"]
# ### Aufgabe 9 · Entscheiden: für deine Facharbeit
#
# Such dir im eigenen Betrieb einen Wunsch, der als Zahl daherkommt. Schreib ihn in diese Zelle und mach ein Ziel daraus:
#
# 1. der Weg nach oben: Unternehmensziel, strategisches Ziel, Maßnahmenziel,
# 2. Kennzahl, Ausgangswert mit Zeitraum und Quelle, Zielwert, Frist,
# 3. eine Leitplanke und die Regel,
# 4. ein Satz dazu, was die Kennzahl *nicht* zeigt.
#
# *Deine Antwort:* …

# %% [markdown] lang="en" key="transfer" tags=["free-text"]
# ### Task 9 · Decide: for your term paper
#
# Find a wish in your own company that comes dressed as a number. Write it into this cell and turn it into a goal:
#
# 1. the way up: company goal, strategic goal, activity goal,
# 2. KPI, baseline with its period and source, target, deadline,
# 3. a guardrail and the rule,
# 4. one sentence on what the KPI does *not* show.
#
# *Your answer:* …

# %% [markdown] lang="de" key="reading"
# Bring das Ziel in die nächste Videokonferenz mit; eine Fachperson gibt dir Rückmeldung.
#
# ### Zum Weiterlesen
#
# - BVDW, Leitfaden zur Erfolgsmessung in Social Media, 2016: der Zielbaum mit allen Ebenen.
# - AMEC, Integrated Evaluation Framework (amecorg.com), auf Englisch: die Stufen vom Input bis zum Impact.
# - `docs/goals.de.md` bei kpi_kit: wozu jede Angabe eines Ziels da ist, und nach welchen Regeln es beurteilt wird.
#
# **Weiter mit Lektion 05:** Reichweite: warum man Menschen nicht addieren darf

# %% [markdown] lang="en" key="reading"
# Bring the goal to the next video session; an expert will give you feedback.
#
# ### Further reading
#
# - BVDW's guideline on measuring success in social media, 2016 (in German): the goal tree with all its levels.
# - AMEC, Integrated Evaluation Framework (amecorg.com): the stages from input to impact.
# - `docs/goals.en.md` of kpi_kit: what each entry of a goal is for, and by which rules it is judged.
#
# **Go on with lesson 05:** Reach: why people cannot be added up
