import type { CareRuleDetail } from '@cheban/contracts';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../../app/api.js';
import { useStoreId } from '../../../app/me.js';
import { ruleAreas } from '../../../features/care/queries.js';
import { MANY_PEOPLE, TypedNumber, typedRight } from '../../../features/care/typed-number.js';
import { whenWords } from '../../../shared/format/time.js';
import { count } from '../../../shared/format/words.js';
import { useSubmit } from '../../../shared/hooks/use-submit.js';
import { FormError } from '../../../shared/ui/form-error.js';
import { Layer } from '../../../shared/ui/layer.js';
import { Changes } from './changes.js';
import { editionBefore } from './draft.js';

type Edition = CareRuleDetail['editions'][number];

/** One edition with what changed; who may decide lets it pass or sends it back here. */
export function EditionLayer({
  detail,
  edition,
  mayDecide,
  onClose,
}: {
  detail: CareRuleDetail;
  edition: Edition | null;
  mayDecide: boolean;
  onClose(): void;
}) {
  const storeId = useStoreId();
  const [note, setNote] = useState('');
  const [typed, setTyped] = useState('');
  const decide = useSubmit(api.careRule.decide, {
    refresh: ruleAreas,
    success: ({ state }) => (state === 'rejected' ? '已退回，写的人会看到原因' : '已通过，按新版发送'),
    quiet: true,
    onSuccess: onClose,
  });
  const many = (edition?.recipients ?? 0) > MANY_PEOPLE;
  const send = (choice: 'approve' | 'reject') =>
    edition &&
    decide.mutate({
      params: { code: detail.code },
      body: {
        storeId: edition.scope === 'group' ? null : storeId,
        version: edition.version,
        do: choice,
        note: note.trim(),
      },
    });
  const deciding = mayDecide && edition?.state === 'submitted';
  const before = edition ? (editionBefore(edition, detail.editions)?.body ?? null) : null;
  // The first edition of a built-in rule changes what the system says; that of a new rule changes nothing.
  const inForce = detail.builtIn || detail.version > 0;
  const base = before ?? (edition?.state === 'submitted' && inForce ? detail.body : null);
  return (
    <Layer
      open={edition !== null}
      title={edition ? `${edition.scope === 'group' ? '集团' : '本店'}第 ${edition.version} 版` : ''}
      width={560}
      onClose={onClose}
      testId="edition-layer"
      footer={
        deciding && (
          <div className="layer-actions">
            <Button
              danger
              data-testid="edition-reject"
              loading={decide.isPending && decide.variables?.body.do === 'reject'}
              disabled={note.trim() === ''}
              title={note.trim() === '' ? '请先写明退回原因' : undefined}
              onClick={() => send('reject')}
            >
              退回
            </Button>
            <Button
              type="primary"
              className="push"
              data-testid="edition-approve"
              loading={decide.isPending && decide.variables?.body.do === 'approve'}
              disabled={many && !typedRight(typed, edition?.recipients ?? 0)}
              onClick={() => send('approve')}
            >
              通过并生效
            </Button>
          </div>
        )
      }
    >
      {edition && (
        <div className="stack">
          <p className="muted">
            {edition.writtenBy} {whenWords(edition.writtenAt)} 写，30 天内约{' '}
            <b className="num">{count(edition.recipients)}</b> 位车主会收到
            {edition.decidedBy && edition.decidedAt && (
              <>
                ；{edition.decidedBy} {whenWords(edition.decidedAt)}
                {edition.state === 'rejected' ? ' 退回' : ' 通过'}
              </>
            )}
            {edition.note && `：${edition.note}`}
          </p>
          <Changes before={base} after={edition.body} detail={detail} />
          {deciding && (
            <>
              {many && <TypedNumber number={edition.recipients} value={typed} onChange={setTyped} />}
              <div className="words-field">
                <label htmlFor="decide-note">意见（退回时必填）</label>
                <Input.TextArea
                  id="decide-note"
                  data-testid="edition-note"
                  rows={2}
                  maxLength={200}
                  value={note}
                  onChange={(event) => setNote(event.target.value)}
                />
              </div>
              <FormError error={decide.error} />
            </>
          )}
        </div>
      )}
    </Layer>
  );
}
