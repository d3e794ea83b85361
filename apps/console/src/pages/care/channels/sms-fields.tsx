import type { TemplateWord } from '@cheban/contracts/constants';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { Example, type WordChoice } from './field-rows.js';

const KEY = /^[a-z_]{1,30}\d{0,3}$/;

/** Variables of an SMS template: the carrier does not tell them, so people write down what they registered. */
export function SmsFields({
  mapping,
  words,
  editable,
  onChange,
}: {
  mapping: Readonly<Record<string, TemplateWord>>;
  words: readonly WordChoice[];
  editable: boolean;
  onChange(mapping: Record<string, TemplateWord>): void;
}) {
  const [name, setName] = useState('');
  const valid = KEY.test(name) && mapping[name] === undefined;
  const add = () => {
    if (!valid) return;
    onChange({ ...mapping, [name]: 'reason' });
    setName('');
  };
  return (
    <section>
      <h3 className="mapping-head">短信里的变量</h3>
      <ul className="mapping-fields">
        {Object.entries(mapping).map(([key, word]) => (
          <li key={key}>
            <span className="mapping-label">
              <b>{`\${${key}}`}</b>
              {editable && (
                <button
                  type="button"
                  className="plain-button small"
                  onClick={() =>
                    onChange(Object.fromEntries(Object.entries(mapping).filter(([other]) => other !== key)))
                  }
                >
                  去掉
                </button>
              )}
            </span>
            <Select
              aria-label={`变量 ${key} 填什么`}
              disabled={!editable}
              value={word}
              options={words.map(({ word: value, label }) => ({ value, label }))}
              onChange={(value) => onChange({ ...mapping, [key]: value })}
            />
            <Example field={{ key, max: null, rule: '短信变量' }} word={word} />
          </li>
        ))}
      </ul>
      {editable && (
        <div className="row-gap">
          <Input
            aria-label="变量名"
            placeholder="变量名，例如 store"
            style={{ width: 180 }}
            maxLength={33}
            value={name}
            status={name !== '' && !valid ? 'error' : ''}
            onChange={(event) => setName(event.target.value.trim())}
            onPressEnter={add}
          />
          <Button disabled={!valid} onClick={add}>
            添加变量
          </Button>
        </div>
      )}
      <p className="hint">变量名要和短信服务商审核通过的模板一致。</p>
    </section>
  );
}
