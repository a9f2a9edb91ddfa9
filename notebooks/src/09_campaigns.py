# %% [markdown] lang="de" key="title"
# # 09 · Kampagnen & Budget: was kostet der Erfolg?
#
# **Zeit:** 6 Stunden · **Daten:** Anzeigen bei Meta und Google, Bestellungen aus dem Shop und die Kostentabelle von Emscherrad
#
# Danach kannst du
#
# - ausrechnen, was tausend Kontakte, ein Klick und eine Bestellung gekostet haben,
# - ROAS, POAS und ROI auseinanderhalten und sagen, wer welche Zahl behauptet,
# - alle Kosten einer Kampagne zusammentragen, auch die Arbeitszeit,
# - sagen, ab wann eine Kampagne sich trägt,
# - ein Budget mit Alternativen und Spannen planen und der Geschäftsführung eine Empfehlung geben.
#
# **Du brauchst** die Lektionen 00, 03 und 05. Summen und `query` kennst du von dort, auch den Zielbaum und was Impressionen sind.
#
# | Abschnitt | Minuten |
# |---|---|
# | 1 · Was Kontakte, Klicks und Bestellungen kosten | 60 |
# | 2 · Vom Umsatz zum Deckungsbeitrag | 60 |
# | 3 · Was die Kampagne wirklich gekostet hat | 75 |
# | 4 · Die Gewinnschwelle | 45 |
# | 5 · Planen mit Alternativen | 75 |
# | 6 · Quiz, Antworten, Facharbeit | 45 |
#
# **Im Zielbaum** steigen wir heute bis an die Spitze: vom Maßnahmenziel (Bestellungen) über das strategische Ziel und das Unternehmensziel bis zum Gewinn.

# %% [markdown] lang="en" key="title"
# # 09 · Campaigns & budget: what does success cost?
#
# **Time:** 6 hours · **Data:** ads on Meta and Google, orders from the shop and the table of costs, all from Emscherrad
#
# Afterwards you can
#
# - work out what a thousand contacts, a click and an order have cost,
# - tell ROAS, POAS and ROI apart and say whose claim each of them is,
# - collect every cost of a campaign, working hours included,
# - say from what point a campaign pays for itself,
# - plan a budget with alternatives and ranges, and recommend one to management.
#
# **You need** lessons 00, 03 and 05. From there you know sums and `query`, the goal tree, and what impressions are.
#
# | Section | Minutes |
# |---|---|
# | 1 · What contacts, clicks and orders cost | 60 |
# | 2 · From revenue to margin | 60 |
# | 3 · What the campaign really cost | 75 |
# | 4 · The break-even point | 45 |
# | 5 · Planning with alternatives | 75 |
# | 6 · Quiz, answers, term paper | 45 |
#
# **In the goal tree** we climb to the top today: from the activity goal (orders) by way of the strategic goal and the company goal to profit.

# %% [markdown] lang="de" key="question"
# ## Die Frage der Geschäftsführung
#
# > „Meta meldet für die Frühjahrskampagne einen ROAS von {{end: platform_roas|number:1}}. Jeder Euro kam also fast vierfach zurück. Warum verdoppeln wir das Budget nicht?“
#
# **ROAS** heißt *return on ad spend*: Umsatz geteilt durch Werbeausgaben. Die Zahl stimmt. Ob aus ihr folgt, was die Geschäftsführung daraus
# schließt, prüfst du heute Schritt für Schritt.
#
# **Rate zuerst.** Ein verkauftes Lastenrad bringt rund {{end: bikes["revenue"].median()|round}} € Umsatz, ohne Mehrwertsteuer. Wie viel bleibt davon, wenn das Rad selbst bezahlt ist? Schreib deine Zahl auf.

# %% [markdown] lang="en" key="question"
# ## What management asks
#
# > "For the spring campaign, Meta reports a ROAS of {{end: platform_roas|number:1}}. So every euro came back almost four times over. Why don't we double the budget?"
#
# **ROAS** stands for return on ad spend: revenue divided by what the ads cost. The number is correct. Whether it means
# what management takes it to mean is what you check today, step by step.
#
# **Guess first.** A cargo bike brings in about €{{end: bikes["revenue"].median()|round}} of revenue, without VAT. How much of that is left once the bike itself is paid for? Write your number down.

# %% [markdown] lang="de" key="load"
# ## 1 · Was Kontakte, Klicks und Bestellungen kosten
#
# Wir laden vier Ordner auf einmal: Anzeigen bei Meta, Anzeigen bei Google, Kosten und Bestellungen. `query` sucht aus den Anzeigen (`ads`)
# die Frühjahrskampagne heraus. Die letzte Zeile nennt die Spalten, die wir sehen wollen.

# %% [markdown] lang="en" key="load"
# ## 1 · What contacts, clicks and orders cost
#
# We load four folders at once: ads on Meta, ads on Google, costs and orders. From the `ads`, `query` picks the spring campaign.
# Its name is German: *Frühjahr* is spring, *Lastenrad* is a cargo bike. The last line names the columns we want to see.

# %% key="load"
import kpi_kit as kk

kk.use("de")  # @de
kk.use("en")  # @en
kk.explain_errors()
data = kk.sample()
exports = kk.load(data / "ads" / "meta", data / "ads" / "google", data / "costs", data / "shop")
spring = exports.ads.query("campaign == 'Frühjahr Lastenrad Prospecting'")
spring[["period_start", "spend", "impressions", "clicks", "link_clicks", "conversions", "revenue"]]

# %% [markdown] lang="de" key="cpm" given="1000"
# Eine Zeile ist ein Monat, der jüngste steht oben. `spend` sind die Werbeausgaben in Euro. `impressions` zählt, wie oft die Anzeige zu sehen war.
# `clicks` sind Klicks jeder Art, auch auf „Gefällt mir“; `link_clicks` führen in den Shop. `conversions` und `revenue` sind die Käufe
# und der Umsatz, die Meta *sich selbst* zurechnet.
#
# Der erste Preis ist der **TKP**, der Tausender-Kontakt-Preis, englisch CPM: Was kosten 1.000 Einblendungen? Also Ausgaben
# geteilt durch Impressionen, mal 1.000.

# %% [markdown] lang="en" key="cpm" given="1000"
# One row is one month, the latest on top. `spend` is what the ads cost, in euros. `impressions` counts how often the ad was shown.
# `clicks` are clicks of any kind, likes included; `link_clicks` lead to the shop. `conversions` and `revenue` are the purchases
# and the revenue that Meta credits *to itself*.
#
# The first price is the **CPM**, cost per mille: what do 1,000 impressions cost? It is spend divided by
# impressions, times 1,000.

# %% key="cpm"
sum(spring["spend"]) / sum(spring["impressions"]) * 1000

# %% [markdown] lang="de" key="task-click" given="1000"
# 1.000 Einblendungen kosteten {{sum(spring["spend"]) / sum(spring["impressions"]) * 1000|money}}. Ein billiger Kontakt ist noch kein guter: Der Preis sagt nicht, wer da hingeschaut hat.
#
# ### Aufgabe 1 · Rechnen: der Klickpreis
#
# Der **CPC** (*cost per click*) ist der Preis eines Klicks. Wer im Shop verkaufen will, fragt nach dem Klick, der in den Shop führt.
# Wie viel hat ein solcher Klick gekostet? Ersetze die drei Punkte.

# %% [markdown] lang="en" key="task-click" given="1000"
# 1,000 impressions cost {{sum(spring["spend"]) / sum(spring["impressions"]) * 1000|money}}. A cheap contact is not yet a good one: the price does not say who was looking.
#
# ### Task 1 · Calculate: the price of a click
#
# The **CPC**, cost per click, is the price of one click. If you want to sell in the shop, ask for the click that leads there.
# How much did such a click cost? Replace the three dots.

# %% key="task-click"
cost_per_click = sum(spring["spend"]) / sum(spring["link_clicks"])  # solution
kk.check("09.click", cost_per_click=cost_per_click)

# %% [raw] key="task-click"
# kind = "build"
# worked = { de = "Werbeausgaben geteilt durch die Klicks, die in den Shop führen. Mit den Klicks jeder Art sähe derselbe Einkauf um mehr als ein Drittel billiger aus.", en = "Ad spend divided by the clicks that lead to the shop. With clicks of any kind, the same purchase would look more than a third cheaper." }
#
# [cost_per_click]
# right = { de = "So viel kostete ein Klick, der in den Shop führt. Schreib immer dazu, welche Klicks du meinst.", en = "That is what a click into the shop cost. Always say which clicks you mean." }
# other = { de = "Teile die Summe von `spend` durch die Summe von `link_clicks`.", en = "Divide the sum of `spend` by the sum of `link_clicks`." }
# also = ['spring["spend"].sum() / spring["link_clicks"].sum()', 'kk.compute(spring, ["cost_per_link_click"])["cost_per_link_click"]', "0.617"]
#
# [[cost_per_click.wrong]]
# value = 'sum(spring["spend"]) / sum(spring["clicks"])'
# de = "In `clicks` stecken auch Likes und Klicks auf den Namen. Die bringen niemanden in den Shop: Nimm `link_clicks`."
# en = "`clicks` include likes and clicks on the name. These bring nobody to the shop: take `link_clicks`."
#
# [[cost_per_click.wrong]]
# value = 'sum(spring["link_clicks"]) / sum(spring["spend"])'
# de = "Das sind Klicks je Euro. Gefragt sind Euro je Klick: Dreh den Bruch um."
# en = "These are clicks per euro. We want euros per click: turn the fraction upside down."
#
# [[cost_per_click.wrong]]
# value = 'sum(spring["spend"]) / sum(spring["link_clicks"]) * 1000'
# de = "Das ist der Preis von tausend Klicks. Das Mal-Tausend gehört zum TKP; hier geht es um einen einzigen Klick."
# en = "This is the price of a thousand clicks. The thousand belongs to the CPM; here it is about a single click."
#
# [[cost_per_click.wrong]]
# value = 'sum(spring["spend"]) / sum(spring["impressions"])'
# de = "Das ist der Preis einer einzigen Einblendung. Unter den Bruchstrich gehören die Klicks in den Shop: `link_clicks`."
# en = "This is the price of a single impression. The clicks into the shop belong below the line: `link_clicks`."
#
# [[cost_per_click.wrong]]
# value = 'sum(spring["spend"]) / sum(spring["impressions"]) * 1000'
# de = "Das ist der TKP von eben. Für den Klickpreis teilst du durch `link_clicks`, ohne mal tausend."
# en = "This is the CPM from above. For the price of a click, divide by `link_clicks`, without the thousand."
#
# [[cost_per_click.wrong]]
# value = 'sum(spring["spend"]) / sum(spring["conversions"])'
# de = "Das ist der Preis je Kauf, also der CPA, der gleich noch kommt. Gefragt ist der Preis je Klick: `link_clicks`."
# en = "This is the price of a purchase, the CPA that comes next. The question is the price of a click: `link_clicks`."
#
# [[cost_per_click.wrong]]
# value = '100 * sum(spring["spend"]) / sum(spring["link_clicks"])'
# de = "Das sind Cent. Gefragt sind Euro je Klick: Lass das Mal-100 weg."
# en = "These are cents. We want euros per click: leave out the times 100."
#
# [[cost_per_click.wrong]]
# value = 'sum(spring["revenue"]) / sum(spring["link_clicks"])'
# de = "Über dem Bruchstrich steht der Umsatz. Gefragt ist, was ein Klick kostete: `spend`."
# en = "Revenue stands above the line. The question is what a click cost: `spend`."
#
# [[cost_per_click.wrong]]
# value = 'sum(spring["spend"] / spring["link_clicks"])'
# de = "Hier ist jeder Monat erst für sich geteilt und dann alles addiert. Zähl erst zusammen, dann teile: Summe durch Summe."
# en = "Here each month is divided first, and then all is added up. Add up first, then divide: sum by sum."
#
# [[cost_per_click.wrong]]
# value = 'spring["spend"].iloc[0] / spring["link_clicks"].sum()'
# de = "Über dem Bruchstrich steht ein einzelner Monat. Nimm die Summe aller vier Monate."
# en = "A single month stands above the line. Take the sum of all four months."
#
# [[cost_per_click.wrong]]
# value = 'sum(spring["link_clicks"]) / sum(spring["impressions"])'
# de = "Das ist eine Klickrate: Klicks je Einblendung. Gefragt ist, was ein Klick kostete. Über den Bruchstrich gehört `spend`."
# en = "This is a click-through rate: clicks per impression. The question is what a click cost, so `spend` goes on top."
#
# [[hints]]
# de = "Es ist dieselbe Rechnung wie beim TKP, nur ohne das Mal-Tausend und mit einer anderen Spalte unter dem Bruchstrich."
# en = "It is the same calculation as for the CPM, without the thousand and with another column below the line."
#
# [[hints]]
# de = "Welche der beiden Klickspalten führt in den Shop? Lies noch einmal nach, was unter der Tabelle steht."
# en = "Which of the two columns of clicks leads to the shop? Read the text below the table again."

# %% [markdown] lang="de" key="compare" given="100"
# Der dritte Preis ist der **CPA** (*cost per acquisition*): Werbeausgaben geteilt durch Bestellungen. `compute` rechnet alle drei Werte für jede Kampagne von
# März bis Juni 2026. In der Tabelle heißt der TKP `cost_per_mille`, der CPA `cost_per_acquisition` und der ROAS `return_on_ad_spend`. `charts.ranking` zeichnet, wer beim ROAS vorn liegt.
#
# **Rate zuerst.** Welche Kampagne gewinnt? Und heißt das, dass sie am meisten bewirkt hat?

# %% [markdown] lang="en" key="compare" given="100"
# The third price is the **CPA**, cost per acquisition: ad spend divided by orders. `compute` works out CPM, CPA and ROAS for each campaign from
# March to June 2026. In the table they go by their full names, such as `return_on_ad_spend`. `charts.ranking` draws who leads on ROAS.
#
# **Guess first.** Which campaign wins? And does that mean it has achieved the most?

# %% key="compare"
ads = exports.ads.query("period_start >= '2026-03'")
kpis = ["cost_per_mille", "cost_per_acquisition", "return_on_ad_spend"]
values = kk.compute(ads, kpis, by="campaign")
display(values[["campaign", *kpis]].round(2))
chart = kk.charts.ranking(values, "return_on_ad_spend", by="campaign")

# %% [markdown] lang="de" key="margin"
# Die Frühjahrskampagne hat den höchsten Preis je Bestellung: {{values.set_index("campaign").cost_per_acquisition["Frühjahr Lastenrad Prospecting"]|money}}. Sie verkauft aber
# auch das teuerste Produkt. Beim ROAS liegt *Marke* vorn: Anzeigen bei Google für Menschen, die schon nach Emscherrad suchen.
# Viele von ihnen hätten wohl ohnehin bestellt. Was eine Anzeige wirklich *ausgelöst* hat, klärt Lektion 11.
#
# ## 2 · Vom Umsatz zum Deckungsbeitrag
#
# Fragen wir statt der Plattform den Shop. An jedem Link einer Anzeige hängt eine UTM-Kennung. In `orders` steht deshalb unter `utm_campaign`,
# über welche Kampagne der letzte Klick kam. Unsere heißt dort `fruehjahr_lastenrad`.
#
# `contribution_margin` ist der **Deckungsbeitrag**: Umsatz ohne Mehrwertsteuer, minus alles, was das verkaufte Rad selbst gekostet hat.
# Daraus müssen Werbung, Arbeit und Miete bezahlt werden. Die letzte Zeile teilt ihn durch die Werbeausgaben. Das ist der **POAS** (*profit on ad spend*).

# %% [markdown] lang="en" key="margin"
# The spring campaign pays the most per order: {{values.set_index("campaign").cost_per_acquisition["Frühjahr Lastenrad Prospecting"]|money}}. But then, it also sells the most expensive product.
# On ROAS the lead goes to *Marke*, the brand: ads on Google for people who are searching for Emscherrad already.
# Many of them would probably have ordered anyway. What an ad has really *caused* is settled in lesson 11.
#
# ## 2 · From revenue to margin
#
# Let us ask the shop instead of the platform. Each link in an ad carries a UTM tag. So under `utm_campaign`, `orders` says
# which campaign the last click came from. Ours is called `fruehjahr_lastenrad` there.
#
# `contribution_margin` is the **contribution margin**: revenue without VAT, less everything that the bike itself has cost.
# Ads, work and rent have to be paid from it. The last line divides it by ad spend. That is the **POAS**, profit on ad spend.

# %% key="margin"
bikes = exports.orders.query("utm_campaign == 'fruehjahr_lastenrad'")
display(bikes[["ordered_on", "revenue", "contribution_margin"]].head())
margin = sum(bikes["contribution_margin"])
margin / sum(spring["spend"])

# %% [markdown] lang="de" key="typical-mistake" given="100"
# Von {{sum(spring["conversions"])|number}} Käufen, die Meta sich zurechnet, findet der Shop {{len(bikes)|number}} mit der Kennung der Kampagne. Und von deren Umsatz
# bleiben {{margin / sum(bikes["revenue"])|percent:0}} Deckungsbeitrag, bei einem Lastenrad also rund {{bikes["contribution_margin"].median()|round}} €. Lagst du richtig?
#
# Die übrigen Käufe, die Meta meldet, sind im Schnitt nur rund {{(sum(spring["revenue"]) - sum(bikes["revenue"])) / (sum(spring["conversions"]) - len(bikes))|round}} € wert. Lastenräder sind das nicht.
#
# Damit brachte jeder Euro für Anzeigen {{margin / sum(spring["spend"])|number:2}} € zurück. Aus fast vier Euro ist weniger als einer geworden.
#
# ### Typischer Fehler: den ROAS für den ROI halten
#
# Der **ROI** (*return on investment*) fragt nach dem Gewinn: Ertrag minus Kosten, geteilt durch die Kosten. Viele Präsentationen rechnen stattdessen so:

# %% [markdown] lang="en" key="typical-mistake" given="100"
# Of {{sum(spring["conversions"])|number}} purchases that Meta credits to itself, the shop finds {{len(bikes)|number}} under the campaign's tag. And of their revenue
# {{margin / sum(bikes["revenue"])|percent:0}} is margin, for a cargo bike some €{{bikes["contribution_margin"].median()|round}}. Were you right?
#
# The other purchases that Meta reports are worth only about €{{(sum(spring["revenue"]) - sum(bikes["revenue"])) / (sum(spring["conversions"]) - len(bikes))|round}} each on average. Cargo bikes they are not.
#
# So every euro of ads brought back €{{margin / sum(spring["spend"])|number:2}}. Almost four euros have become less than one.
#
# ### Typical mistake: taking ROAS for ROI
#
# The **ROI**, return on investment, asks about profit: what came in minus what it cost, divided by what it cost. Many presentations calculate like this instead:

# %% key="typical-mistake"
platform_roas = sum(spring["revenue"]) / sum(spring["spend"])
platform_roas - 1

# %% [markdown] lang="de" key="task-cost"
# Auf der Folie steht dann: „{{platform_roas - 1|percent:0}} ROI“. Drei Fehler in einer Zahl: Umsatz statt Deckungsbeitrag, Werbeausgaben statt aller Kosten, und der Umsatz ist der, den die
# Plattform sich selbst gutschreibt. Woran du den Fehler bemerkst: Frag bei jedem ROI, was über dem Bruchstrich steht und was darunter.
#
# ## 3 · Was die Kampagne wirklich gekostet hat
#
# **Vollkosten** nennen wir alles, was es ohne die Kampagne nicht gekostet hätte: Anzeigen (`media`), Arbeitszeit (`work`), Produktion (`production`).
# Sie stehen in `exports.costs`. Bei der Arbeit stehen Stunden (`hours`) und Stundensatz (`rate`). Der Betrag (`amount`) ist dort leer, in der Tabelle `NaN`.
#
# ### Aufgabe 2 · Rechnen: die Vollkosten
#
# `costs["amount"].sum()` zählt eine Spalte zusammen und überspringt leere Felder; `sum(costs["amount"])` täte das nicht. Wie viel hat die Kampagne insgesamt gekostet?
# Eine Spalte mal eine andere schreibst du mit `*`.

# %% [markdown] lang="en" key="task-cost"
# The slide then says: "{{platform_roas - 1|percent:0}} ROI". Three mistakes in one number: revenue instead of margin, ad spend instead of all costs, and the revenue is what the platform
# credits to itself. How to notice the mistake: ask of each ROI what stands above the line, and what below.
#
# ## 3 · What the campaign really cost
#
# The **full cost** is everything that would not have been spent without the campaign: ads (`media`), hours of work (`work`), film and pictures (`production`).
# The costs are in `exports.costs`. For work there are `hours` and a `rate` per hour. The `amount` is empty there, in the table `NaN`.
#
# ### Task 2 · Calculate: what it cost in full
#
# `costs["amount"].sum()` adds up a column and skips empty fields; `sum(costs["amount"])` would not. How much did the campaign cost altogether?
# To multiply one column by another, write `*`.

# %% key="task-cost"
costs = exports.costs.query("campaign == 'Frühjahr Lastenrad Prospecting'")
display(costs[["date", "kind", "amount", "hours", "rate"]])
full_cost = costs["amount"].sum() + (costs["hours"] * costs["rate"]).sum()  # solution
kk.check("09.full_cost", full_cost=full_cost)

# %% [raw] key="task-cost"
# kind = "build"
# worked = { de = "Zuerst die Beträge, dann für die Arbeit Stunden mal Stundensatz, beides zusammen. Die Mediakosten stehen schon in der Tabelle, sie kommen nicht noch einmal aus den Anzeigen dazu.", en = "First the amounts, then hours times rate for the work, and both together. The media are in the table already; they are not added again from the ads." }
#
# [full_cost]
# right = { de = "Das ist alles: Anzeigen, Arbeit, Produktion. Mehr als vier von zehn Euro tauchen in keinem Werbekonto auf.", en = "That is all of it: ads, work, production. More than four euros in ten appear in no ad account." }
# other = { de = "Zähl zwei Summen zusammen: die von `amount` und die von Stunden mal Stundensatz.", en = "Add two sums: that of `amount`, and that of hours times rate." }
# also = ["kk.full_costs(exports).of('Frühjahr Lastenrad Prospecting').total", 'costs["amount"].sum() + costs["hours"].sum() * 54', "15489.94 + 3900 + 136 * 54"]
#
# [[full_cost.wrong]]
# value = 'costs["amount"].sum()'
# de = "Es fehlt die Arbeitszeit. Bei ihr ist `amount` leer, und leer heißt hier nicht kostenlos: Rechne Stunden mal Stundensatz dazu."
# en = "The working hours are left out. Their `amount` is empty, which does not mean free: add hours times rate."
#
# [[full_cost.wrong]]
# value = 'costs.query("kind == \"media\"")["amount"].sum()'
# de = "Das sind die Anzeigen allein. Produktion und Arbeitszeit hat die Kampagne auch gekostet."
# en = "These are the ads alone. The campaign has cost production and hours of work as well."
#
# [[full_cost.wrong]]
# value = 'costs.query("kind == \"media\"")["amount"].sum() + (costs["hours"] * costs["rate"]).sum()'
# de = "Es fehlt die Produktion: Der Film steht in `costs` als eigene Zeile."
# en = "The production is missing: the film has a row of its own in `costs`."
#
# [[full_cost.wrong]]
# value = 'costs["amount"].sum() + costs["hours"].sum() * costs["rate"].sum()'
# de = "Du hast die Stundensätze addiert. Nimm erst in jeder Zeile mal, und zähl danach zusammen."
# en = "You added up the rates per hour. Multiply row by row first, and add up afterwards."
#
# [[full_cost.wrong]]
# value = 'costs["amount"].sum() + 34 * 54'
# de = "Das ist die Arbeit eines einzigen Monats. Es waren vier: Nimm in jeder Zeile mal, und zähl danach zusammen."
# en = "This is the work of a single month. There were four: multiply row by row, and add up afterwards."
#
# [[full_cost.wrong]]
# value = 'exports.costs["amount"].sum()'
# de = "Das sind die Beträge aller Kampagnen. Nimm `costs`, darin steht nur unsere. Die Arbeitszeit fehlt auch noch."
# en = "These are the amounts of all campaigns. Take `costs`, which holds ours alone. The work is still missing, too."
#
# [[full_cost.wrong]]
# value = 'costs["hours"].sum() * costs["rate"].sum()'
# de = "Du hast Stunden und Stundensätze je für sich addiert. Nimm erst in jeder Zeile mal, zähl dann zusammen, und vergiss die Beträge nicht."
# en = "You added up hours and rates each by themselves. Multiply row by row first, then add up, and do not forget the amounts."
#
# [[full_cost.wrong]]
# value = 'sum(spring["spend"]) + costs["amount"].sum()'
# de = "Die Anzeigen zählen hier doppelt, und die Arbeitszeit fehlt. Alles, was du brauchst, steht in `costs`."
# en = "The ads count twice here, and the work is missing. All you need is in `costs`."
#
# [[full_cost.wrong]]
# value = '(costs["hours"] * costs["rate"]).sum()'
# de = "Das ist die Arbeitszeit allein. Zähl die Beträge aus `amount` dazu."
# en = "This is the work alone. Add the amounts from `amount`."
#
# [[full_cost.wrong]]
# value = 'costs["amount"].sum() + costs["hours"].sum()'
# de = "Du hast Stunden zu Euro gezählt. Mach erst Euro daraus: Stunden mal Stundensatz."
# en = "You have added hours to euros. Turn them into euros first: hours times rate."
#
# [[full_cost.wrong]]
# value = 'costs["amount"].sum() + (costs["hours"] * costs["rate"]).sum() + spring["spend"].sum()'
# de = "Jetzt zählen die Anzeigen doppelt: Sie stehen schon in `costs`, unter `media`."
# en = "Now the ads count twice: they are in `costs` already, as `media`."
#
# [[hints]]
# de = "Geh die Tabelle Zeile für Zeile durch. Für welche Art von Kosten steht kein Betrag da?"
# en = "Go through the table row by row. For which kind of cost is there no amount?"
#
# [[hints]]
# de = "Ist das Ergebnis unbekannt (`nan`), hast du `sum(…)` genommen. Nur `.sum()` überspringt leere Felder."
# en = "If the result is unknown (`nan`), you used `sum(…)`. Only `.sum()` skips empty fields."
#
# [[hints]]
# de = "Die Arbeit kostet `(costs[\"hours\"] * costs[\"rate\"]).sum()`. Dazu kommt die Summe von `amount`."
# en = "The work costs `(costs[\"hours\"] * costs[\"rate\"]).sum()`. Add the sum of `amount` to it."

# %% [markdown] lang="de" key="task-roi"
# Zu {{sum(spring["spend"])|money}} für Anzeigen kommen {{costs["hours"].sum()|number}} Arbeitsstunden und ein Film. In keinem Werbekonto stehen sie.
#
# ### Aufgabe 3 · Rechnen: der ROI, der zählt
#
# Jetzt hast du beides: den Deckungsbeitrag der Bestellungen (`margin`) und die Vollkosten (`full_cost`). Wie groß war der Gewinn, bezogen auf die
# Kosten? Rechne den Anteil aus, also ohne mal hundert.

# %% [markdown] lang="en" key="task-roi"
# On top of {{sum(spring["spend"])|money}} for ads come {{costs["hours"].sum()|number}} hours of work and a film. No ad account shows them.
#
# ### Task 3 · Calculate: the ROI that counts
#
# Now you have both: the margin of the orders (`margin`) and what it all cost (`full_cost`). How large was the profit in relation to the
# cost? Calculate a share: do not multiply by a hundred.

# %% key="task-roi"
roi = (margin - full_cost) / full_cost  # solution
kk.check("09.roi", roi=roi)

# %% [raw] key="task-roi"
# kind = "build"
# worked = { de = "Gewinn ist Deckungsbeitrag minus Vollkosten. Geteilt durch die Vollkosten wird daraus der ROI. Er ist negativ: Von jedem eingesetzten Euro ist mehr als die Hälfte weg.", en = "Profit is margin minus the full cost. Divided by the full cost it becomes the ROI. It is negative: more than half of every euro put in is gone." }
#
# [roi]
# right = { de = "Negativ: Die Kampagne hat Geld verloren, mehr als die Hälfte des Einsatzes.", en = "Negative: the campaign lost money, more than half of what was put in." }
# other = { de = "Zieh erst die Vollkosten vom Deckungsbeitrag ab und teile das Ergebnis durch die Vollkosten. Setz Klammern um die Differenz.", en = "First take the full cost off the margin, then divide the result by the full cost. Put brackets around the difference." }
# also = ["margin / full_cost - 1", "-(full_cost - margin) / full_cost", "-0.547"]
#
# [[roi.wrong]]
# value = 'sum(spring["revenue"]) / sum(spring["spend"])'
# de = "Das ist der ROAS der Plattform, kein ROI. Nimm Deckungsbeitrag statt Umsatz, alle Kosten statt der Anzeigen, und zieh die Kosten ab."
# en = "This is the platform's ROAS, not an ROI. Take margin instead of revenue, all costs instead of ads, and subtract the cost."
#
# [[roi.wrong]]
# value = 'sum(spring["revenue"]) / sum(spring["spend"]) - 1'
# de = "Das ist der ROAS der Plattform minus eins, die Zahl von der Folie. Nimm Deckungsbeitrag und Vollkosten."
# en = "This is the platform's ROAS minus one, the number on the slide. Take margin and full cost."
#
# [[roi.wrong]]
# value = '(sum(bikes["revenue"]) - full_cost) / full_cost'
# de = "Oben steht der Umsatz. Davon muss Emscherrad erst das Rad bezahlen: Rechne mit `margin`."
# en = "You have revenue on top. Emscherrad has to pay for the bike from it first: use `margin`."
#
# [[roi.wrong]]
# value = '(sum(spring["revenue"]) - full_cost) / full_cost'
# de = "Oben steht der Umsatz, den Meta sich zurechnet. Rechne mit dem Deckungsbeitrag aus dem Shop, `margin`."
# en = "You have the revenue on top that Meta credits to itself. Use the margin from the shop, `margin`."
#
# [[roi.wrong]]
# value = '(margin - sum(spring["spend"])) / sum(spring["spend"])'
# de = "Hier fehlen Kosten: Das sind die Anzeigen allein. Arbeit und Film gehören dazu, nimm `full_cost`."
# en = "Costs are left out here: these are the ads alone. Work and film belong to them, take `full_cost`."
#
# [[roi.wrong]]
# value = '(margin - full_cost) / sum(spring["spend"])'
# de = "Oben Vollkosten, unten Anzeigen: Beide Male gehört `full_cost` hin."
# en = "Full cost on top, ads below: `full_cost` belongs in both places."
#
# [[roi.wrong]]
# value = "-55"
# de = "Das ist der Wert in Prozent, gerundet. Gefragt ist der Anteil, und Python soll ihn ausrechnen: `(margin - full_cost) / full_cost`."
# en = "This is the value in percent, rounded. We want the share, and Python is to calculate it: `(margin - full_cost) / full_cost`."
#
# [[roi.wrong]]
# value = "0.55"
# de = "Gerundet stimmt der Betrag, aber das Vorzeichen fehlt: Die Kampagne hat Geld verloren. Lass Python rechnen."
# en = "Rounded, the amount is right, but the sign is missing: the campaign lost money. Let Python calculate."
#
# [[roi.wrong]]
# value = "(margin - full_cost) / margin"
# de = "Du hast durch den Deckungsbeitrag geteilt. Der ROI bezieht den Gewinn auf das, was eingesetzt wurde: `full_cost`."
# en = "You divided by the margin. ROI relates the profit to what was put in: `full_cost`."
#
# [[roi.wrong]]
# value = 'margin / sum(spring["spend"])'
# de = "Das ist der POAS. Für den ROI zählen alle Kosten, und sie gehen zuerst vom Deckungsbeitrag ab."
# en = "This is the POAS. For the ROI all costs count, and they come off the margin first."
#
# [[roi.wrong]]
# value = "full_cost / margin"
# de = "Der Bruch steht auf dem Kopf, und die Kosten sind nicht abgezogen: Gewinn geteilt durch Kosten."
# en = "The fraction is upside down, and the cost has not been subtracted: profit divided by cost."
#
# [[roi.wrong]]
# value = 'sum(bikes["revenue"]) / full_cost'
# de = "Das ist Umsatz je Euro Kosten. Nimm den Deckungsbeitrag, zieh die Kosten ab, und teile dann durch sie."
# en = "This is revenue per euro of cost. Take the margin, subtract the cost, and then divide by it."
#
# [[roi.wrong]]
# value = "margin / full_cost"
# de = "Das ist, was von einem Euro zurückkam. Für den ROI zieh zuvor die Kosten ab: Gewinn geteilt durch Kosten."
# en = "This is what came back of a euro. For the ROI, subtract the cost first: profit divided by cost."
#
# [[roi.wrong]]
# value = "margin - full_cost / full_cost"
# de = "Die Kosten sind noch nicht abgezogen. Steht bei dir `margin - full_cost / full_cost`, dann teilt Python zuerst: Setz Klammern um `margin - full_cost`."
# en = "The cost has not been subtracted yet. If you wrote `margin - full_cost / full_cost`, Python divides first: put brackets around `margin - full_cost`."
#
# [[roi.wrong]]
# value = "margin - full_cost"
# de = "Das ist der Verlust in Euro. Teile ihn noch durch `full_cost`."
# en = "This is the loss in euros. Now divide it by `full_cost`."
#
# [[hints]]
# de = "Gewinn = was hereinkam − was es gekostet hat. ROI = Gewinn geteilt durch Kosten."
# en = "Profit = what came in − what it cost. ROI = profit divided by cost."
#
# [[hints]]
# de = "Schreib `(margin - …) / …` und setz zweimal dieselbe Zahl ein."
# en = "Write `(margin - …) / …` and put the same number in both places."

# %% [markdown] lang="de" key="task-ladder"
# Ein ROI unter null heißt: Was die Bestellungen einbringen, deckt die Kosten nicht.
#
# ### Aufgabe 4 · Lesen: die Leiter
#
# `roi_ladder` stellt alle Zahlen untereinander, von der gefälligsten zur strengsten. `shown` ist der Wert, `source` sagt, wer ihn behauptet.
# In `tags` steht, unter welcher Kennung der Shop eine Kampagne führt.
#
# Auf welcher Stufe kommt zum ersten Mal weniger als ein Euro je Werbe-Euro zurück? Schreib den Buchstaben in Anführungszeichen.
#
# - **a** auf der ersten, bei der Zahl der Plattform
# - **b** auf der zweiten, beim Umsatz im Shop
# - **c** auf der dritten, beim Deckungsbeitrag
# - **d** erst, wenn alle Kosten zählen

# %% [markdown] lang="en" key="task-ladder"
# An ROI below zero means that what the orders bring in does not cover the cost.
#
# ### Task 4 · Read: the ladder
#
# `roi_ladder` puts all the numbers below each other, from the most pleasing to the strictest. `shown` is the value, `source` says whose claim it is.
# `tags` holds the tag by which the shop knows each campaign.
#
# Go down the rungs: where does less than one euro come back per euro of ads for the first time? Write the letter in quotation marks.
#
# - **a** on the first, the platform's own number
# - **b** on the second, the shop's revenue
# - **c** on the third, margin
# - **d** only when all costs count

# %% key="task-ladder"
tags = {
    "Frühjahr Lastenrad Prospecting": "fruehjahr_lastenrad",
    "Lastenrad generisch": "lastenrad_generisch",
}
ladder = kk.roi_ladder(exports, "Frühjahr Lastenrad Prospecting", utm=tags)
display(ladder.table()[["rung", "shown", "source"]])
rung = "c"  # solution
kk.check("09.ladder", rung=rung)

# %% [raw] key="task-ladder"
# kind = "read"
# worked = { de = "Der POAS ist der erste Wert unter 1. Bis dahin ging es um Umsatz; beim Deckungsbeitrag ist das Rad selbst bezahlt.", en = "POAS is the first value below 1. Up to there it was revenue; with margin, the bike itself has been paid for." }
#
# [rung]
# a = { also = ["Plattform-ROAS", "Platform ROAS"], de = "Dort steht eine Zahl weit über 1: Meta meldet fast vier Euro Umsatz je Euro.", en = "The number there is far above 1: Meta reports almost four euros of revenue per euro." }
# b = { also = ["Shop-ROAS", "Shop ROAS"], de = "Im Shop ist es weniger als bei Meta, aber noch mehr als drei Euro Umsatz je Euro.", en = "The shop has less than Meta, but still more than three euros of revenue per euro." }
# c = { also = ["POAS"], de = "Sobald das Rad bezahlt ist, bleibt je Werbe-Euro weniger als einer. Arbeit und Film sind da noch gar nicht dabei.", en = "As soon as the bike is paid for, less than one euro is left per euro of ads. Work and film are not even in it yet." }
# d = { also = ["ROI"], de = "Dort ist der Verlust am größten. Unter einen Euro fällt der Wert aber schon vorher: Such die erste Zahl kleiner als 1.", en = "That is where the loss is largest. But the value falls below one euro before that: find the first number smaller than 1." }
#
# [[hints]]
# de = "Geh die Spalte `shown` von oben nach unten durch und halte an der ersten Zahl an, die kleiner als 1 ist."
# en = "Go down the column `shown` and stop at the first number that is smaller than 1."
#
# [[hints]]
# de = "Zähl die Stufen von oben: Die erste Zeile ist die erste Stufe."
# en = "Count the rungs from the top: the first row is the first rung."

# %% [markdown] lang="de" key="task-break-even" given="100 0.2"
# Die letzte Stufe bleibt offen: Welche Käufe es *ohne* die Kampagne nicht gegeben hätte, weiß nur ein Experiment. Das ist Lektion 11.
#
# ## 4 · Die Gewinnschwelle
#
# Ab welchem ROAS tragen sich wenigstens die Anzeigen? Diese Stelle heißt **Gewinnschwelle**, englisch *break-even*. Angenommen, von 100 € Umsatz blieben
# 20 € Deckungsbeitrag. Dann braucht jeder Euro für Anzeigen fünf Euro Umsatz: 1 geteilt durch 0,2.
#
# ### Aufgabe 5 · Rechnen: der nötige ROAS
#
# Die erste Zeile rechnet die Deckungsbeitragsquote unserer Lastenräder aus: Deckungsbeitrag geteilt durch Umsatz. Welchen ROAS bräuchten sie?

# %% [markdown] lang="en" key="task-break-even" given="100 0.2"
# The last rung stays open: which purchases there would not have been *without* the campaign, only an experiment can tell. That is lesson 11.
#
# ## 4 · The break-even point
#
# At what ROAS do at least the ads pay for themselves? That point is called **break-even**. Suppose that of €100 of revenue,
# €20 is margin. Then every euro of ads needs five euros of revenue: 1 divided by 0.2.
#
# ### Task 5 · Calculate: the ROAS it takes
#
# The first line works out the margin rate of our cargo bikes: margin divided by revenue. What ROAS would they need?

# %% key="task-break-even"
margin_rate = margin / sum(bikes["revenue"])
break_even_roas = 1 / margin_rate  # solution
kk.check("09.break_even", break_even_roas=break_even_roas)

# %% [raw] key="task-break-even"
# kind = "build"
# worked = { de = "1 geteilt durch die Quote. Der Deckungsbeitrag dafür ist der vor Werbung: Die Anzeigen stehen auf der anderen Seite der Waage.", en = "1 divided by the rate. The margin for it is the one before ads: the ads are on the other side of the scales." }
#
# [break_even_roas]
# right = { de = "Darunter bringt ein Verkauf weniger ein, als seine Werbung kostet. Ein ROAS von fast vier ist für diese Räder also zu wenig.", en = "Below that, a sale earns less than its ads cost. So a ROAS of almost four is too little for these bikes." }
# other = { de = "Teile 1 durch `margin_rate`.", en = "Divide 1 by `margin_rate`." }
# also = ['sum(bikes["revenue"]) / margin', "ladder.break_even.roas", "4.54"]
#
# [[break_even_roas.wrong]]
# value = "margin_rate"
# de = "Das ist die Quote selbst. Der nötige ROAS ist ihr Kehrwert: 1 geteilt durch die Quote."
# en = "This is the rate itself. The ROAS it takes is 1 divided by that rate."
#
# [[break_even_roas.wrong]]
# value = 'sum(bikes["revenue"]) / (margin - sum(spring["spend"]))'
# de = "Du hast die Werbung schon vom Deckungsbeitrag abgezogen. Dann zählt sie doppelt: Nimm den Deckungsbeitrag vor Werbung, `margin`."
# en = "You have taken the ads off the margin already. Then they count twice: take the margin before ads, `margin`."
#
# [[break_even_roas.wrong]]
# value = "full_cost / margin"
# de = "Das vergleicht alle Kosten mit dem Deckungsbeitrag. Gefragt ist der ROAS, ab dem sich die Anzeigen tragen: 1 geteilt durch `margin_rate`."
# en = "This compares all costs with the margin. The question is the ROAS from which the ads pay for themselves: 1 divided by `margin_rate`."
#
# [[break_even_roas.wrong]]
# value = "ladder.break_even.full_roas"
# de = "Das ist die Schwelle für alle Kosten. Gefragt ist zuerst die für die Anzeigen allein."
# en = "This is the point for all costs. The first question is that for the ads alone."
#
# [[break_even_roas.wrong]]
# value = "100 / margin_rate"
# de = "Das ist der ROAS in Prozent. Hier ist er ein Faktor: Euro Umsatz je Euro für Anzeigen. Lass das Mal-100 weg."
# en = "This is the ROAS in percent. Here it is a factor: euros of revenue per euro of ads. Leave out the times 100."
#
# [[break_even_roas.wrong]]
# value = 'sum(spring["revenue"]) / margin'
# de = "Über dem Bruchstrich steht der Umsatz, den Meta sich zurechnet. Die Quote gilt für den Umsatz im Shop: 1 geteilt durch `margin_rate`."
# en = "The revenue that Meta credits to itself stands above the line. The rate holds for the shop's revenue: 1 divided by `margin_rate`."
#
# [[break_even_roas.wrong]]
# value = "platform_roas"
# de = "Das ist der ROAS, den Meta meldet. Gefragt ist, welcher nötig wäre: 1 geteilt durch die Quote."
# en = "This is the ROAS that Meta reports. The question is which one it would take: 1 divided by the rate."
#
# [[break_even_roas.wrong]]
# value = "full_cost / sum(spring['spend'])"
# de = "Das sagt, wie viel alle Kosten je Werbe-Euro sind. Der nötige ROAS hängt an der Deckungsbeitragsquote: 1 geteilt durch `margin_rate`."
# en = "This says how much all costs are per euro of ads. The ROAS it takes depends on the margin rate: 1 divided by `margin_rate`."
#
# [[break_even_roas.wrong]]
# value = "1 - margin_rate"
# de = "Das ist der Anteil, der für das Rad selbst draufgeht. Gefragt ist 1 geteilt durch die Quote."
# en = "This is the share that goes into the bike itself. We want 1 divided by the rate."
#
# [[hints]]
# de = "Im Beispiel oben war die Quote 0,2 und die Antwort 5. Mit welcher Rechnung kommt man von der einen Zahl zur anderen?"
# en = "In the example above the rate was 0.2 and the answer 5. What calculation leads from one to the other?"
#
# [[hints]]
# de = "Setz in dieselbe Rechnung statt 0,2 den Namen `margin_rate` ein."
# en = "In the same calculation, put the name `margin_rate` in the place of 0.2."

# %% [markdown] lang="de" key="plan"
# Diese Schwelle gilt für die Anzeigen allein. Für alle Kosten zusammen hätte es einen ROAS von {{ladder.break_even.full_roas|number:2}} gebraucht.
# Anders gesagt: Verkauft wurden {{len(bikes)|number}} Räder. Etwa {{ladder.break_even.orders_needed|round}} hätten es sein müssen.
#
# ## 5 · Planen mit Alternativen
#
# Was war, ist abgerechnet. Jetzt geht es um das nächste Frühjahr, und da weiß niemand etwas genau. Also planen wir mit Spannen, vom schlechtesten bis
# zum besten Monat. `past_rates` liest sie aus der letzten Kampagne ab: Klickpreis, Bestellungen je Klick, Bestellwert, Deckungsbeitragsquote.
#
# Ein `Scenario` ist ein Plan. Dieser hier wiederholt die Kampagne: ebenso viel für Anzeigen, ebenso viele Stunden und wieder ein Film. Der Unterstrich in `15_500` gliedert nur die Zahl.

# %% [markdown] lang="en" key="plan"
# That is the point for the ads alone. All costs together would have needed a ROAS of {{ladder.break_even.full_roas|number:2}}.
# Put differently: {{len(bikes)|number}} bikes were sold. It would have taken some {{ladder.break_even.orders_needed|round}}.
#
# ## 5 · Planning with alternatives
#
# The past is accounted for. Now it is about next spring, of which nobody knows anything exactly. So we plan with ranges, from the worst month
# to the best. `past_rates` takes them from the last campaign: price of a click, orders per click, value of an order, margin rate.
#
# A `Scenario` is a plan. This one repeats the campaign: as much for ads, as many hours, and another film. The underscore in `15_500` only groups the digits.

# %% key="plan"
past = kk.past_rates(exports, ["Frühjahr Lastenrad Prospecting"], utm=tags)
name = "Wie bisher"  # @de
name = "Same again"  # @en
same = kk.Scenario(name=name, media=15_500, hours=136, rate=54, production=3_900, past=past)
print(kk.compare_scenarios([same]).of(name).sentence)

# %% [markdown] lang="de" key="what-if" given="90 100"
# Das Programm spielt den Plan viele Male durch; jedes Mal ist eine Ziehung. In 90 von 100 Ziehungen liegt das Ergebnis in der Spanne, die in der Klammer steht. Sie liegt ganz im Minus.
#
# Was wäre, wenn? `what_if` gibt dir vier Schieberegler: Werbeausgaben, Arbeitsstunden, Deckungsbeitragsquote und Conversion-Rate, also
# Bestellungen je Klick. Zieh daran und lies den Satz darunter. Siehst du statt der Regler eine Tabelle, dann zeigt sie dasselbe: jeden Hebel
# einmal um die Hälfte gesenkt und einmal um die Hälfte erhöht.
#
# **Rate zuerst.** Welcher Regler holt den Plan am ehesten aus den roten Zahlen?

# %% [markdown] lang="en" key="what-if" given="90 100"
# The program plays the plan through many times; each time is a draw. In 90 of 100 draws the result lies within the range in the brackets. All of it is below zero.
#
# What if? `what_if` gives you four sliders: ad spend, hours of work, margin rate and conversion rate, which is orders per click.
# Move them and read the sentence below. If you see a table instead of sliders, it shows the same: each lever
# once cut by half, and once raised by half.
#
# **Guess first.** Which slider is most likely to bring the plan out of the red?

# %% key="what-if"
kk.what_if(same)

# %% [markdown] lang="de" key="task-double"
# Kein einzelner Hebel bringt den Plan im mittleren Fall ins Plus, nicht einmal verdoppelt. Am meisten bewegen Deckungsbeitragsquote und Conversion-Rate, also Produkt und Shop, und nicht das Budget.
#
# ### Aufgabe 6 · Ändern: das doppelte Budget
#
# Jetzt die Idee der Geschäftsführung: doppelt so viel für Anzeigen. **Rate zuerst:** Wird der Verlust kleiner, weil Film und Stunden gleich
# bleiben? Ändere in der ersten Zeile die Zahl. Lies das Ergebnis vor der Klammer ab und schreib es als `loss`, ohne Punkt für die Tausender; ganze Euro genügen.

# %% [markdown] lang="en" key="task-double"
# No lever by itself brings the plan above zero in the middle case, not even doubled. Margin rate and conversion rate move the most: product and shop, not the budget.
#
# ### Task 6 · Change: twice the budget
#
# Now management's idea: twice as much for ads. **Guess first:** does the loss get smaller, since film and hours stay the
# same? Change the number in the first line. Read the result before the brackets and write it as `loss`, without a comma for the thousands; whole euros will do.

# %% key="task-double"
print(kk.what_if(same).moved(media=15_500).sentence)  # @learner
print(kk.what_if(same).moved(media=31_000).sentence)  # solution
loss = 18225  # solution
kk.check("09.double", loss=loss)

# %% [raw] key="task-double"
# kind = "change"
# worked = { de = "Mit `media=31_000` wächst der Verlust. Jeder weitere Euro für Anzeigen bringt weniger als einen Euro Deckungsbeitrag; mehr davon heißt mehr Verlust. Und dabei nimmt die Rechnung noch an, dass doppelt so viele Anzeigen gleich gut wirken.", en = "With `media=31_000` the loss grows. Every further euro of ads brings less than one euro of margin; more of that means more loss. And this even assumes that twice as many ads are as effective as half of them." }
#
# [loss]
# right = { de = "Der Verlust wächst. Was sich je Euro nicht lohnt, lohnt sich auch doppelt nicht.", en = "The loss grows. If every euro of ads loses money, twice the euros lose more." }
# other = { de = "Setz `media=31_000` ein, führe die Zelle aus und lies den Betrag nach „Ergebnis nach allen Kosten“ ab, vor der Klammer.", en = "Put in `media=31_000`, run the cell and read the amount after \"Result after all costs\", before the brackets." }
# also = ["-kk.what_if(same).moved(media=31_000).profit.value", "kk.what_if(same).moved(media=31_000).profit.value", "18225.29"]
#
# [[loss.wrong]]
# value = "-kk.what_if(same).moved().profit.value"
# de = "Das ist noch das alte Budget. Verdopple in der ersten Zeile den Betrag bei `media`."
# en = "This is still the old budget. In the first line, double the amount of `media`."
#
# [[loss.wrong]]
# value = "kk.what_if(same).moved().profit.value"
# de = "Das ist noch das alte Budget. Verdopple in der ersten Zeile den Betrag bei `media`."
# en = "This is still the old budget. In the first line, double the amount of `media`."
#
# [[loss.wrong]]
# value = "kk.what_if(same).moved(media=31_000).scenario.cost"
# de = "Das sind die Kosten. Gefragt ist, was nach allen Kosten übrig bleibt."
# en = "This is the cost. The question is what is left after all costs."
#
# [[loss.wrong]]
# value = "-2 * kk.what_if(same).moved().profit.value"
# de = "Der Verlust verdoppelt sich nicht: Film und Arbeitszeit fallen einmal an. Rechne den Plan mit `media=31_000` durch."
# en = "The loss does not double: film and work are paid once. Run the plan with `media=31_000`."
#
# [[loss.wrong]]
# value = "-kk.what_if(same).moved(media=23_250).profit.value"
# de = "Das ist das um die Hälfte erhöhte Budget. Gefragt ist das doppelte: `media=31_000`."
# en = "This is the budget raised by half. The question is twice the budget: `media=31_000`."
#
# [[loss.wrong]]
# value = "18.225"
# de = "Der Punkt ist in Python das Dezimalzeichen, hier stehen also gut 18 Euro. Schreib Tausender ohne Punkt."
# en = "In Python the point is the decimal sign, so this is about 18 euros. Write thousands without a point."
#
# [[loss.wrong]]
# value = "-kk.what_if(same).moved(media=31_000).profit.low"
# de = "Das ist ein Ende der Spanne. Gefragt ist der Betrag vor der Klammer."
# en = "This is one end of the range. The question is the amount before the brackets."
#
# [[loss.wrong]]
# value = "-kk.what_if(same).moved(media=31_000).profit.high"
# de = "Das ist ein Ende der Spanne. Gefragt ist der Betrag vor der Klammer."
# en = "This is one end of the range. The question is the amount before the brackets."
#
# [[loss.wrong]]
# value = "kk.what_if(same).moved(media=31_000).orders.value"
# de = "Das sind die Bestellungen. Gefragt ist das Ergebnis nach allen Kosten, in Euro."
# en = "These are the orders. The question is the result after all costs, in euros."
#
# [[loss.wrong]]
# value = "31_000"
# de = "Das ist das neue Budget. Gefragt ist, was nach allen Kosten übrig bleibt: das Ergebnis vor der Klammer."
# en = "This is the new budget. The question is what is left after all costs: the result before the brackets."
#
# [[hints]]
# de = "Verdoppeln heißt hier: aus 15_500 wird 31_000. Danach führst du die Zelle aus."
# en = "To double means: 15_500 becomes 31_000. Then run the cell."
#
# [[hints]]
# de = "Such im Satz das Wort „Ergebnis“. Der Betrag dahinter, noch vor der Klammer, ist der Verlust."
# en = "Find the word \"Result\" in the sentence. The amount after it, still before the brackets, is the loss."

# %% [markdown] lang="de" key="alternatives" given="4000"
# Bevor man mehr oder weniger ausgibt, fragt man: statt wovon? Ein Plan ohne Alternative ist keine Entscheidung. Wir nehmen eine dritte Möglichkeit
# hinzu: Anzeigen bei Google für Menschen, die nach einem Lastenrad suchen, 4.000 € mehr als bisher.
#
# Die Zahlen dazu kennen wir aus zwei Jahren. Eine kennen wir nicht: Wer so sucht, fände uns womöglich auch ohne Anzeige. `share` ist deshalb eine
# *Annahme*: Welcher Teil dieser Bestellungen käme nur durch die Anzeigen? Mindestens ein Fünftel, am ehesten die Hälfte, höchstens vier Fünftel.

# %% [markdown] lang="en" key="alternatives" given="4000"
# Before you spend more or less, ask: instead of what? A plan without an alternative is no decision. We add a third possibility:
# ads on Google for people who search for a cargo bike, €4,000 more than so far.
#
# Its figures are known from two years. One is not: whoever searches like that might find us without an ad as well. So `share` is an
# *assumption*: which part of these orders would come only because of the ads? At least a fifth, most likely half, at most four fifths.

# %% key="alternatives"
google = kk.past_rates(exports, ["Lastenrad generisch"], utm=tags)
share = (0.2, 0.5, 0.8)
search = kk.Scenario(
    name="Google", media=4_000, hours=16, rate=54, past=google, additional_share=share
)
more = kk.Scenario(name="Meta × 2", media=31_000, hours=136, rate=54, production=3_900, past=past)

# %% [markdown] lang="de" key="decide-table"
# `compare_scenarios` legt alle nebeneinander, und Nichtstun ist immer dabei. In der Tabelle ist `profit` das Ergebnis nach allen Kosten, `profit_low` und `profit_high` sind die Enden der Spanne.
# `break_even` ist die Wahrscheinlichkeit, dass wenigstens die Kosten wieder hereinkommen. Das Bild zeigt dieselben Spannen als Linien.
#
# **Rate zuerst.** Welche Linie liegt auf beiden Seiten der Null?

# %% [markdown] lang="en" key="decide-table"
# `compare_scenarios` puts all of them side by side, and doing nothing is always among them. In the table, `profit` is the result after all costs; `profit_low` and `profit_high` are the ends of its range.
# `break_even` is the probability that at least the cost comes back. The picture shows the same ranges as lines.
#
# **Guess first.** Which line lies on both sides of zero?

# %% key="decide-table"
plans = kk.compare_scenarios([same, more, search])
print(plans.sentence)
columns = ["scenario", "cost", "profit", "profit_low", "profit_high", "break_even"]
display(plans.table()[columns].round(2))
chart = kk.charts.scenarios(plans)

# %% [markdown] lang="de" key="currency" given="4000"
# Zwei Pläne verlieren so gut wie sicher Geld. Der dritte ist offen: Die Spanne reicht vom Verlust bis zum Gewinn, und die Chance steht nicht viel besser als beim Münzwurf.
#
# Da kommt noch ein Angebot: Eine Agentur aus Zürich verlangt 4.000 Franken (CHF). Legen wir es daneben. Diese Zelle geht mit Absicht schief.

# %% [markdown] lang="en" key="currency" given="4000"
# Two plans lose money almost certainly. The third is open: its range goes from loss to profit, and the chance is not much better than the toss of a coin.
#
# Now another offer comes in: an agency in Zurich asks for 4,000 francs (CHF). Let us lay it beside the others. This cell goes wrong on purpose.

# %% key="currency" tags=["raises-exception"]
zurich = kk.Scenario(name="Zürich", media=4_000, currency="CHF", past=past)
kk.compare_scenarios([same, zurich])

# %% [markdown] lang="de" key="task-decide" tags=["free-text"]
# Franken und Euro zusammengezählt ergäben eine Zahl, aber keine Währung. Rechne erst um, mit Kurs und Tag, und schreib beides dazu.
#
# ### Aufgabe 7 · Entscheiden: deine Empfehlung
#
# Nichts tun, wie bisher, doppelt bei Meta oder mehr bei Google? Leg dich fest. Schreib der Geschäftsführung höchstens fünf Sätze (Doppelklick, dann hinter die drei Punkte klicken):
#
# 1. Was empfiehlst du, und mit welcher Spanne rechnest du?
# 2. Welche Annahme trägt deine Empfehlung, und was würde dich umstimmen?
# 3. Wie findet ihr mit möglichst wenig Geld heraus, ob die Annahme stimmt?
#
# *Deine Antwort:* …

# %% [markdown] lang="en" key="task-decide" tags=["free-text"]
# Francs and euros added up would make a number, but no currency. Convert first, with rate and day, and write down both.
#
# ### Task 7 · Decide: your recommendation
#
# Do nothing, same again, double on Meta, or more on Google? Commit yourself. Write management five sentences at most (double click, then click behind the three dots):
#
# 1. What do you recommend, and what range do you expect?
# 2. Which assumption carries your recommendation, and what would change your mind?
# 3. How could you find out with as little money as possible whether the assumption holds?
#
# *Your answer:* …

# %% [markdown] lang="de" key="quiz-roas" given="300 400"
# ## 6 · Quiz, Antworten, Facharbeit
#
# ### Quiz
#
# **Frage 1.** Eine Kampagne hat einen ROAS von 4. Was weißt du damit über ihren Gewinn?
#
# - **a** Er beträgt 300 % des Einsatzes.
# - **b** Er beträgt 400 % des Einsatzes.
# - **c** Noch nichts.

# %% [markdown] lang="en" key="quiz-roas" given="300 400"
# ## 6 · Quiz, answers, term paper
#
# ### Quiz
#
# **Question 1.** A campaign has a ROAS of 4. What do you know about its profit?
#
# - **a** It is 300% of what was put in.
# - **b** It is 400% of what was put in.
# - **c** Nothing yet.

# %% key="quiz-roas"
answer = "c"  # solution
kk.check("09.quiz_roas", answer=answer)

# %% [raw] key="quiz-roas"
# [answer]
# a = { de = "So rechnet die Folie mit dem typischen Fehler. Vier Euro sind Umsatz, davon gehen Ware, Arbeit und Produktion noch ab.", en = "That is how the slide with the typical mistake calculates. Four euros are revenue; goods, work and production are still to be paid." }
# b = { de = "Vier Euro Umsatz je Euro sind kein Gewinn. Ware, Arbeit und Produktion sind noch nicht bezahlt.", en = "Four euros of revenue per euro are no profit. Goods, work and production are not paid yet." }
# c = { de = "Ohne Deckungsbeitragsquote und Vollkosten bleibt es offen: Bei 50 % Quote kann derselbe ROAS ein Gewinn sein, bei 20 % ein Verlust.", en = "Without margin rate and full cost it stays open: with a rate of 50% the same ROAS may be a profit, with 20% a loss." }
#
# [[hints]]
# de = "Der ROAS teilt Umsatz durch Werbeausgaben. Was fehlt bis zum Gewinn?"
# en = "ROAS divides revenue by ad spend. What is missing on the way to profit?"

# %% [markdown] lang="de" key="quiz-threshold" given="25 0.25 4.5"
# **Frage 2.** Die Deckungsbeitragsquote beträgt 25 %, der ROAS 4,5. „Über der Gewinnschwelle“, sagt die Agentur. Was prüfst du?
#
# - **a** Nichts: 1 geteilt durch 0,25 ist 4, und 4,5 ist mehr.
# - **b** Ob Arbeitszeit und Produktion mitgezählt sind.
# - **c** Ob die Werbeausgaben vom Deckungsbeitrag schon abgezogen wurden; falls nicht, ziehst du sie ab.

# %% [markdown] lang="en" key="quiz-threshold" given="25 0.25 4.5"
# **Question 2.** The margin rate is 25%, the ROAS 4.5. "Above break-even", says the agency. What do you check?
#
# - **a** Nothing: 1 divided by 0.25 is 4, and 4.5 is more.
# - **b** Whether working hours and production are counted.
# - **c** Whether ad spend has been taken off the margin already; if not, you take it off.

# %% key="quiz-threshold"
answer = "b"  # solution
kk.check("09.quiz_threshold", answer=answer)

# %% [raw] key="quiz-threshold"
# [answer]
# a = { de = "Die 4 ist die Schwelle für die Anzeigen allein. Mit Arbeit und Produktion liegt sie höher, vielleicht über 4,5.", en = "The 4 is the point for the ads alone. With work and production it is higher, perhaps above 4.5." }
# b = { de = "Für die Anzeigen reicht es knapp. Ob es für alle Kosten reicht, hängt an dem, was in keinem Werbekonto steht.", en = "For the ads it is enough, barely. Whether it is enough for all costs depends on what no ad account shows." }
# c = { de = "Dann zählte die Werbung doppelt. An der Gewinnschwelle steht der Deckungsbeitrag vor Werbung den Werbeausgaben gegenüber.", en = "Then the ads would count twice. At break-even, the margin before ads stands opposite the ad spend." }
#
# [[hints]]
# de = "Denk an Aufgabe 2: Welche Kosten stehen nicht im Werbekonto?"
# en = "Think of task 2: which costs are not in the ad account?"

# %% [markdown] lang="de" key="quiz-cheap"
# **Frage 3.** Eine Anzeige hat den niedrigsten Preis je Bestellung von allen. Soll sie das ganze Budget bekommen?
#
# - **a** Ja, billiger geht es nicht.
# - **b** Nein, ein niedriger Preis ist immer ein Messfehler.
# - **c** Erst fragen, wie viele dieser Bestellungen es auch ohne die Anzeige gegeben hätte.

# %% [markdown] lang="en" key="quiz-cheap"
# **Question 3.** One ad has the lowest cost per order of all. Should it get the whole budget?
#
# - **a** Yes, it cannot get any cheaper.
# - **b** No, a low price is always a measuring error.
# - **c** First ask how many of these orders would have come without the ad.

# %% key="quiz-cheap"
answer = "c"  # solution
kk.check("09.quiz_cheap", answer=answer)

# %% [raw] key="quiz-cheap"
# [answer]
# a = { de = "Billig sind vor allem Käufe, die ohnehin gekommen wären. Wer schon nach Emscherrad sucht, braucht kaum eine Anzeige.", en = "What is cheap above all are purchases that would have come anyway. Whoever searches for Emscherrad already hardly needs an ad." }
# b = { de = "Der Preis kann stimmen und trotzdem wenig sagen. Es kommt darauf an, was die Anzeige ausgelöst hat.", en = "The price may be right and still say little. It depends on what the ad has caused." }
# c = { de = "Zugerechnet heißt nicht ausgelöst. Wie man den Unterschied misst, zeigt Lektion 11.", en = "Credited does not mean caused. Lesson 11 shows how to measure the difference." }
#
# [[hints]]
# de = "Denk an die Menschen, die schon nach Emscherrad suchen."
# en = "Think of the people who are searching for Emscherrad already."

# %% [markdown] lang="de" key="practice"
# ### In der Praxis: So kommst du an diese Exporte
#
# - **Meta:** Im Werbeanzeigenmanager die Kampagnen nach Monat aufschlüsseln und die Tabelle exportieren. Die erste Zeile ist die Summe; zähl sie nicht mit.
# - **Google Ads:** Die Kampagnen nach Tag segmentieren und als CSV herunterladen. Am Ende stehen mehrere Summenzeilen.
# - **Shop:** Bestellungen mit UTM-Kennung und Deckungsbeitrag. Den Deckungsbeitrag kennt die Buchhaltung, kein Werbekonto.
# - **Kosten:** Diese Tabelle gibt es fast nie. Führ sie selbst: Datum, Kampagne, Art, Stunden, Stundensatz, Betrag.
#
# Was fehlt: Retouren kennt Meta nicht, Arbeitsstunden kennt keine Plattform. Und ob Meta den Umsatz mit oder ohne Mehrwertsteuer meldet, hängt davon ab, was der Shop überträgt.
# Menüs werden oft umgebaut; such notfalls nach „exportieren“ oder „herunterladen“.

# %% [markdown] lang="en" key="practice"
# ### In practice: how to get these exports
#
# - **Meta:** In Ads Manager, break the campaigns down by month and export the table. The first row is the total; do not count it.
# - **Google Ads:** Segment the campaigns by day and download them as CSV. Several rows of totals stand at the end.
# - **Shop:** orders with UTM tag and margin. The margin is known to accounting, to no ad account.
# - **Costs:** this table hardly ever exists. Keep it yourself: date, campaign, kind, hours, rate, amount.
#
# What is missing: Meta does not know about returns, and no platform knows working hours. Whether Meta reports revenue with or without VAT depends on what the shop transmits.
# Menus are often rebuilt; if need be, look for "export" or "download".

# %% [markdown] lang="de" key="answer"
# ### Was du antworten kannst
#
# > „Der ROAS von {{platform_roas|number:1}} ist Metas eigene Rechnung, und er zählt Umsatz. Im Shop finden wir {{len(bikes)|number}} verkaufte Räder mit {{margin|money}} Deckungsbeitrag.
# > Gekostet hat die Kampagne mit Arbeit und Film {{full_cost|money}}. Das sind {{full_cost - margin|money}} Verlust. Doppeltes Budget hieße nach unserer Rechnung rund {{-plans.outcomes[2].profit.value|round}} € Verlust,
# > mit einer Spanne von {{-plans.outcomes[2].profit.high|round}} € bis {{-plans.outcomes[2].profit.low|round}} €. Zusätzliche Google-Anzeigen decken mit {{plans.outcomes[3].break_even|percent:0}} Wahrscheinlichkeit ihre Kosten. Das sollten wir klein testen, statt es zu glauben.“
#
# ### Was wir gelernt haben
#
# - TKP, CPC und CPA sind Preise. Ob es sich lohnt, sagen sie nicht.
# - ROAS ist Umsatz, POAS ist Deckungsbeitrag, ROI zieht alle Kosten ab.
# - Arbeitszeit kostet Geld, auch wenn keine Rechnung kommt.
# - Die Gewinnschwelle der Anzeigen ist 1 geteilt durch die Deckungsbeitragsquote. Mit allen Kosten liegt sie höher.
# - Ein Budget ist eine Wahl zwischen Alternativen, mit Spannen. Nichtstun ist eine davon.
# - Zwei Währungen zählt man nicht zusammen.

# %% [markdown] lang="en" key="answer"
# ### What you can answer
#
# > "The ROAS of {{platform_roas|number:1}} is Meta's own reckoning, and it counts revenue. In the shop we find {{len(bikes)|number}} bikes sold, with a margin of {{margin|money}}.
# > With work and film the campaign cost {{full_cost|money}}. That is a loss of {{full_cost - margin|money}}. Twice the budget would, by our calculation, mean a loss of about €{{-plans.outcomes[2].profit.value|round}},
# > with a range of €{{-plans.outcomes[2].profit.high|round}} to €{{-plans.outcomes[2].profit.low|round}}. Additional Google ads cover their cost with a probability of {{plans.outcomes[3].break_even|percent:0}}. Let us test that on a small scale instead of believing it."
#
# ### What we have learned
#
# - CPM, CPC and CPA are prices. They do not say whether it pays.
# - ROAS is revenue, POAS is margin, ROI takes off all costs.
# - Working hours cost money, even if no invoice arrives.
# - Break-even for the ads is 1 divided by the margin rate. With all costs it lies higher.
# - A budget is a choice between alternatives, with ranges. Doing nothing is one of them.
# - Two currencies are never added up.

# %% [markdown] lang="de" key="transfer" tags=["free-text"]
# ### Aufgabe 8 · Für deine Facharbeit
#
# Nimm eine Kampagne deines Betriebs oder plane eine. Schreib in diese Zelle:
#
# 1. Welche Kosten hat sie, die in keinem Werbekonto stehen? Schätz die Stunden mit einer Spanne.
# 2. Welche Deckungsbeitragsquote gilt für das Produkt, und von wem weißt du das?
# 3. Welchen ROAS bräuchte sie also, und was wäre die Alternative zu ihr?
#
# *Deine Antwort:* …

# %% [markdown] lang="de" key="reading" given="1.2 42"
# Bring deine Antwort in die nächste Videokonferenz mit; eine Fachperson gibt dir Rückmeldung.
#
# ### Zum Weiterlesen
#
# - `docs/money.de.md` bei kpi_kit: die Leiter, die Vollkosten und das Planen, mit allen Regeln dahinter.
# - 42medien (42medien.de), Stichwort POAS: ein Rechenbeispiel, in dem aus einem ROAS von 4 ein POAS von 1,2 wird.
# - BVDW, Leitfaden zur Erfolgsmessung in Social Media, 2016: vom Unternehmensziel bis zum Messwert.
#
# **Weiter mit Lektion 11:** Evaluieren: war es die Kampagne?

# %% [markdown] lang="en" key="transfer" tags=["free-text"]
# ### Task 8 · For your term paper
#
# Take a campaign of your company, or plan one. Write into this cell:
#
# 1. Which of its costs are in no ad account? Estimate the hours, with a range.
# 2. What is the margin rate of the product, and who told you?
# 3. So what ROAS would it need, and what would be the alternative?
#
# *Your answer:* …

# %% [markdown] lang="en" key="reading" given="1.2 42"
# Bring your answer to the next video session; an expert will give you feedback.
#
# ### Further reading
#
# - `docs/money.en.md` with kpi_kit: the ladder, the full cost and planning, with all the rules behind them.
# - 42medien (42medien.de, in German), on POAS: an example in which a ROAS of 4 turns into a POAS of 1.2.
# - BVDW, guideline on measuring success in social media, 2016 (in German): from the company goal to the metric.
#
# **Go on with lesson 11:** Evaluating: was it the campaign?
