import type { QuoteView } from '@cheban/contracts';
import { Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { yuan } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError } from '../../shared/ui/form-error.js';
import { visitAreas } from './queries.js';

/** Writes down what the owner said on the phone. It is recorded with the name of whoever writes it. */
export function AnswerDialog({ quote, onClose }: { quote: QuoteView; onClose(): void }) {
  const [approve, setApprove] = useState(true);
  const [note, setNote] = useState('');
  const save = useSubmit(api.workshop.answerQuote, {
    refresh: visitAreas,
    success: approve ? '已记录：车主同意' : '已记录：车主暂不做',
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <Modal
      open
      title={`电话确认：${quote.title} ${yuan(quote.totalFen)}`}
      okText="记录"
      cancelText="返回"
      okButtonProps={{
        disabled: note.trim() === '',
        loading: save.isPending,
        'data-testid': 'answer-submit',
      }}
      onOk={() => save.mutate({ params: { id: quote.id }, body: { approve, note: note.trim() } })}
      onCancel={onClose}
    >
      <div className="stack" style={{ gap: 12 }}>
        <Segmented
          block
          aria-label="车主的答复"
          value={approve}
          options={[
            { label: '同意做', value: true },
            { label: '这次不做', value: false },
          ]}
          onChange={setApprove}
        />
        <label htmlFor="answer-note">
          <span className="field-label">与谁、怎样确认的（会留在操作记录里）</span>
          <Input
            id="answer-note"
            data-testid="answer-note"
            maxLength={60}
            value={note}
            placeholder="例如：14:20 致电车主本人，同意更换"
            onChange={(event) => setNote(event.target.value)}
          />
        </label>
        <FormError error={save.error} />
      </div>
    </Modal>
  );
}
