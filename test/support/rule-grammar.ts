import { generate } from 'peggy';

/**
 * A second parser for a part of the rule language, written as a grammar and independent of the one in `src`: three
 * properties, most operators, quantifiers, every kind of nesting. Types are part of the grammar. A rule parses to the text
 * that `treeOf` gives, or throws.
 */
const grammar = String.raw`
{{
  const group = (kind, first, rest) => {
    const parts = [first, ...rest];
    if (parts.length === 1) return first;
    return { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) };
  };
  const show = (node) =>
    typeof node === 'string' ? node : '(' + node.kind + ' ' + node.parts.map(show).join(' ') + ')';
  const orNull = (text) => (text === '' ? 'null' : JSON.stringify(text));
}}

Rule = _ tree:Or _ { return show(tree); }

Or = first:And rest:(_ OrWord _ @And)* { return group('or', first, rest); }
And = first:Not rest:(_ AndWord _ @Not)* { return group('and', first, rest); }
Not = NotWord _ child:Not { return { kind: 'not', parts: [child] }; } / Primary
Primary = "(" _ @Or _ ")" / Condition

Condition
  = TextProperty _ op:Equality _ value:EqualText { return '(' + op + ' user.city ' + value + ')'; }
  / TextProperty _ op:Search _ value:Text { return '(' + op + ' user.city ' + JSON.stringify(value) + ')'; }
  / TextProperty _ op:ListWord _ value:List { return '(' + op + ' user.city ' + value + ')'; }
  / Flag _ op:Equality _ value:(Boolean / Null) { return '(' + op + ' user.accountEnabled ' + value + ')'; }
  / Collection _ op:Search _ value:Text { return '(' + op + ' user.otherMails ' + JSON.stringify(value) + ')'; }
  / Collection _ mode:Mode _ "(" _ body:BodyOr _ ")" { return '(' + mode + ' user.otherMails ' + show(body) + ')'; }
  / Collection _ mode:Mode _ body:Element !(_ (AndWord / OrWord)) { return '(' + mode + ' user.otherMails ' + body + ')'; }

BodyOr = first:BodyAnd rest:(_ OrWord _ @BodyAnd)* { return group('or', first, rest); }
BodyAnd = first:BodyNot rest:(_ AndWord _ @BodyNot)* { return group('and', first, rest); }
BodyNot = NotWord _ child:BodyNot { return { kind: 'not', parts: [child] }; } / "(" _ @BodyOr _ ")" / Element

Element
  = Self _ op:Equality _ value:EqualText { return '(' + op + ' self ' + value + ')'; }
  / Self _ op:Search _ value:Text { return '(' + op + ' self ' + JSON.stringify(value) + ')'; }
  / Self _ op:ListWord _ value:List { return '(' + op + ' self ' + value + ')'; }

TextProperty = "user.city"i End
Flag = "user.accountEnabled"i End
Collection = "user.otherMails"i End
Self = "_" End

Equality = Dash? "eq"i End { return 'eq'; } / Dash? "ne"i End { return 'ne'; }
Search = Dash? "contains"i End { return 'contains'; } / Dash? "notContains"i End { return 'notContains'; }
ListWord = Dash? "in"i End { return 'in'; } / Dash? "notIn"i End { return 'notIn'; }
Mode = Dash? "any"i End { return 'any'; } / Dash? "all"i End { return 'all'; }
AndWord = Dash? "and"i End
OrWord = Dash? "or"i End
NotWord = Dash? "not"i End

EqualText = value:Text { return orNull(value); } / Null
Text = '"' parts:DoublePart* '"' { return parts.join(''); } / "'" parts:SinglePart* "'" { return parts.join(''); } / Number
DoublePart = "''" { return "'"; } / '${'`'}"' { return '"'; } / [^"]
SinglePart = "''" { return "'"; } / [^']
Number = digits:$[0-9]+ End { return digits; }
Null = "$"? "null"i End { return 'null'; }
Boolean = "$"? word:("true"i / "false"i) End { return word.toLowerCase(); }
List = "[" _ first:Text rest:(_ "," _ @Text)* _ "]" { return JSON.stringify([first, ...rest]); }

Dash = [-\u2010-\u2015\u2212]
End = ![A-Za-z0-9_.]
_ = [ \t\r\n\u00A0]*
`;

const parser = generate(grammar, { output: 'parser' });

/** The tree of a rule of the small language as `treeOf` writes it; undefined when the grammar refuses the text. */
export function parseByGrammar(text: string): string | undefined {
  try {
    return String(parser.parse(text));
  } catch {
    return undefined;
  }
}
