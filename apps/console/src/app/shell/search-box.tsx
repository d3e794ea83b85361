import type { SearchHit } from '@cheban/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useDebounced } from '../../shared/hooks/use-debounced.js';
import { useHotkey } from '../../shared/hooks/use-hotkey.js';
import { Icon } from '../../shared/ui/icon.js';
import { api } from '../api.js';
import { sayError } from '../query-client.js';

const matchedLabel: Record<SearchHit['matched'], string> = {
  plate: '车牌',
  phone: '手机',
  vin: '车架号',
  name: '姓名',
};

function useHits(text: string) {
  const q = useDebounced(text.trim(), 180);
  return useQuery({
    queryKey: ['search', q],
    queryFn: () => api.customer.search({ query: { q } }),
    enabled: q.length >= 2,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** Finds people and cars by the tail of a plate, phone or VIN, or by name. `/` focuses it; arrows and Enter choose. */
export function SearchBox() {
  const navigate = useNavigate();
  const listId = useId();
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const hits = useHits(text);
  const items = text.trim().length >= 2 ? (hits.data?.items ?? []) : [];

  useHotkey('/', () => {
    input.current?.focus();
    input.current?.select();
  });
  useEffect(() => {
    const close = (event: PointerEvent) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener('pointerdown', close);
    return () => document.removeEventListener('pointerdown', close);
  }, []);

  function choose(hit: SearchHit | undefined) {
    if (!hit?.ownerId) return;
    setOpen(false);
    setText('');
    input.current?.blur();
    void navigate(`/owners/${hit.ownerId}${hit.vehicleId ? `?vehicle=${hit.vehicleId}` : ''}`);
  }

  function onKeyDown(event: KeyboardEvent) {
    // Enter that ends a Chinese input method composition chooses nothing.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      setOpen(false);
      input.current?.blur();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (items.length > 0) setActive((active + step + items.length) % items.length);
    } else if (event.key === 'Enter') {
      choose(items[active]);
    }
  }

  const showing = open && text.trim().length > 0;
  return (
    <div className="search" ref={box}>
      <Icon name="search" size={16} className="search-icon" />
      <input
        ref={input}
        data-testid="search-input"
        role="combobox"
        aria-label="搜索客户：车牌、手机号、车架号尾号或姓名"
        aria-expanded={showing}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={showing && items[active] ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder="车牌 / 手机 / 车架号尾号，或姓名"
        value={text}
        onFocus={() => setOpen(true)}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      <span className="search-key" aria-hidden="true">
        /
      </span>
      {showing && (
        <div className="search-panel">
          <div id={listId} role="listbox" aria-label="搜索结果">
            {items.map((hit, index) => (
              <div
                key={`${hit.ownerId}-${hit.vehicleId}-${hit.matched}`}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === active}
                aria-disabled={hit.ownerId === null}
                data-testid="search-hit"
                tabIndex={-1}
                className="search-hit"
                onPointerEnter={() => setActive(index)}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => choose(hit)}
                onKeyDown={() => undefined}
              >
                <span className="search-who">
                  <strong>{hit.ownerName || '无车主信息'}</strong>
                  {hit.phone && <span className="num">{hit.phone}</span>}
                </span>
                <span className="search-car">
                  {[hit.plate, hit.model, hit.storeName].filter(Boolean).join(' · ')}
                </span>
                <span className="search-matched">{matchedLabel[hit.matched]}</span>
              </div>
            ))}
          </div>
          {items.length === 0 && (
            <p className="search-note" role="status">
              {searchNote(text.trim(), hits.isFetching, hits.error)}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

function searchNote(text: string, fetching: boolean, error: unknown): string {
  if (text.length < 2) return '再输入一个字就开始搜索，例如车牌后四位。';
  if (error) return sayError(error);
  return fetching ? '正在搜索…' : '没有找到。可以换手机号后四位或姓名再试。';
}
