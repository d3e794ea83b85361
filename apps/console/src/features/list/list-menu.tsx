import './list.css';
import type { ListArrangement } from '@cheban/contracts';
import { MOST_LIST_VIEWS } from '@cheban/contracts/constants';
import { Button, Checkbox, Input, Popover } from 'antd';
import { useState } from 'react';
import type { UrlFilters } from '../../shared/hooks/use-url-filters.js';
import { Icon } from '../../shared/ui/icon.js';
import { addressOf, filtersOf, viewAt, withView } from './views.js';

interface MenuProps {
  arrangement: ListArrangement;
  keeps: readonly string[];
  filters: UrlFilters;
  /** Those that may be hidden. */
  columns: readonly { key: string; title: string }[];
  onChange(next: ListArrangement): void;
}

/** The button at the end of a list's filters: my views of it, and its columns. */
export function ListMenu(props: MenuProps) {
  const { arrangement, keeps, filters } = props;
  const [open, setOpen] = useState(false);
  const current = viewAt(arrangement.views, filtersOf(filters.get, keeps), keeps);
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      content={<Choices {...props} onDone={() => setOpen(false)} />}
    >
      <Button
        className="list-menu-button"
        icon={<Icon name="eye" size={15} />}
        aria-label="视图和显示的列"
        aria-expanded={open}
        data-testid="list-menu"
      >
        <span className="clip">{current ? current.name : '视图'}</span>
      </Button>
    </Popover>
  );
}

function Choices({ arrangement, keeps, filters, columns, onChange, onDone }: MenuProps & { onDone(): void }) {
  const { views, hidden } = arrangement;
  const now = filtersOf(filters.get, keeps);
  const current = viewAt(views, now, keeps);
  return (
    <div className="list-menu">
      <h3>我的视图</h3>
      {views.length === 0 && (
        <p className="small muted">把常用的筛选条件存成视图，下次一点就到，换电脑也在。</p>
      )}
      <ul>
        {views.map((view) => (
          <li key={view.name}>
            <button
              type="button"
              className="plain-button list-view"
              aria-pressed={view === current}
              data-testid="list-view"
              onClick={() => {
                filters.set(addressOf(view, keeps));
                onDone();
              }}
            >
              <span className="clip">{view.name}</span>
              {view === current && <Icon name="check" size={15} />}
            </button>
            <Button
              type="text"
              size="small"
              icon={<Icon name="close" size={14} />}
              aria-label={`删除视图「${view.name}」`}
              onClick={() =>
                onChange({ ...arrangement, views: views.filter(({ name }) => name !== view.name) })
              }
            />
          </li>
        ))}
      </ul>
      <NewView
        full={views.length >= MOST_LIST_VIEWS}
        known={views.map(({ name }) => name)}
        onName={(name) => onChange({ ...arrangement, views: withView(views, { name, filters: now }) })}
      />
      {columns.length > 0 && (
        <>
          <h3>显示的列</h3>
          <div className="list-columns">
            {columns.map(({ key, title }) => (
              <Checkbox
                key={key}
                checked={!hidden.includes(key)}
                onChange={({ target }) =>
                  onChange({
                    ...arrangement,
                    hidden: target.checked ? hidden.filter((one) => one !== key) : [...hidden, key],
                  })
                }
              >
                {title}
              </Checkbox>
            ))}
          </div>
        </>
      )}
    </div>
  );
}

/** Gives the filters of this moment a name. */
function NewView({ full, known, onName }: { full: boolean; known: string[]; onName(name: string): void }) {
  const [name, setName] = useState('');
  const chosen = name.trim();
  const again = known.includes(chosen);
  if (full && !again && chosen === '')
    return <p className="small muted">已存满 {MOST_LIST_VIEWS} 个，删掉不用的再存。</p>;
  const save = () => {
    if (chosen === '') return;
    onName(chosen);
    setName('');
  };
  return (
    <div className="list-new-view">
      <Input
        size="small"
        value={name}
        maxLength={16}
        aria-label="视图名称"
        placeholder="给当前条件起个名字"
        data-testid="list-view-name"
        onChange={({ target }) => setName(target.value)}
        onPressEnter={save}
      />
      <Button size="small" disabled={chosen === ''} data-testid="list-view-save" onClick={save}>
        {again ? '替换' : '保存'}
      </Button>
    </div>
  );
}
