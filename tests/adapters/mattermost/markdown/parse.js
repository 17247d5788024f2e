// Reads a JSON list of texts on standard input, writes what Mattermost's mobile client makes of
// each: its nodes in order, with what they say and where they lead.
const { Parser } = require("@mattermost/commonmark");
const parser = new Parser({ minimumHashtagLength: 3 });
function nodes(text) {
  const found = [];
  const walker = parser.parse(text).walker();
  for (let event = walker.next(); event; event = walker.next()) {
    const { type, literal, destination } = event.node;
    if (event.entering) found.push([type, literal || "", destination || ""]);
  }
  return found;
}
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map(nodes)));
