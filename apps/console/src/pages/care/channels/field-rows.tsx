import { ApiError } from '@cheban/api-client';
import type { TemplateFieldView } from '@cheban/contracts';
import type { TemplateWord } from '@cheban/contracts/constants';
import { Select } from 'antd';
import { useWorkplace } from '../../../app/me.js';
import { exampleOf, fits, measure, wordsFor } from '../../../features/channel/mapping.js';

export type FieldSpec = TemplateFieldView;
export type WordChoice = { word: TemplateWord; label: string };

/** The server's sentence for each field of the template. */
export function problemsByField(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(
    error.fields.map(({ path, message }) => [path.replace(/^(body\.)?fields\./, ''), message]),
  );
}

/** An example of what the owner will read, with its length against the limit. */
export function Example({
  field,
  word,
}: {
  field: Pick<FieldSpec, 'key' | 'max' | 'rule'>;
  word: TemplateWord | undefined;
}) {
  const { store } = useWorkplace();
  if (!word) return <p className="hint">{field.rule}</p>;
  const { text, length, max, cut } = measure(field, exampleOf(word, store.name));
  return (
    <p className="hint mapping-example" data-testid={`mapping-example-${field.key}`}>
      <span>例：{cut ?? text}</span>
      <span className={`num ${cut ? 'text-red' : ''}`}>
        {max === null ? field.rule : `${length} / ${max}`}
        {cut && '，超出的会截短'}
      </span>
    </p>
  );
}

/** One line for each field of a template: label as on the card, its content, an example. */
export function FieldRows({
  fields,
  words,
  mapping,
  editable,
  problems,
  onChange,
}: {
  fields: readonly FieldSpec[];
  words: readonly WordChoice[];
  mapping: Readonly<Record<string, TemplateWord>>;
  editable: boolean;
  problems: Readonly<Record<string, string>>;
  onChange(key: string, word: TemplateWord): void;
}) {
  const label = (word: TemplateWord) => words.find((entry) => entry.word === word)?.label ?? word;
  return (
    <section>
      <h3 className="mapping-head">卡片上的内容</h3>
      <ul className="mapping-fields">
        {fields.map((field) => {
          const word = mapping[field.key];
          const offered = wordsFor(
            field,
            words.map((entry) => entry.word),
          );
          return (
            <li key={field.key} data-testid={`mapping-field-${field.key}`}>
              <span className="mapping-label">
                <b>{field.label}</b>
                <small className="faint">{field.key}</small>
              </span>
              <Select
                aria-label={`${field.label}填什么`}
                placeholder="选择内容"
                disabled={!editable || field.type === null}
                status={problems[field.key] ? 'error' : ''}
                value={word ?? null}
                options={offered.map((value) => ({
                  value,
                  label: label(value),
                  disabled: !fits(field, value),
                }))}
                onChange={(value) => onChange(field.key, value)}
              />
              <Example field={field} word={word} />
              {problems[field.key] && <p className="small text-red">{problems[field.key]}</p>}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
