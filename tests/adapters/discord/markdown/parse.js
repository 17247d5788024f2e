// Reads a JSON list of texts on standard input, writes the tree of each: Discord's grammar as
// discord-markdown-parser has it.
const { parse } = require("discord-markdown-parser");
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(texts.map((text) => parse(text, "extended"))));
