import { LEAST_CASH_FEN, MOST_CASH_FEN, MOST_GAME_PRIZES } from '@cheban/contracts/constants';
import { Form } from 'antd';
import { type FieldPath, PrizeFields } from '../../features/campaign/prize-fields.js';
import { yuan } from '../../shared/format/words.js';
import { YuanField } from '../../shared/ui/yuan-field.js';
import type { PrizeDraft } from './draft.js';

/** The prize of a segment or a band. `within`: its place in the list that it stands in. */
export function GamePrizeFields({
  within,
  prize,
  testId,
}: {
  within: FieldPath;
  prize: PrizeDraft | undefined;
  testId: string;
}) {
  return (
    <PrizeFields
      name={(field) => [...within, 'prize', field]}
      kind={prize?.kind ?? 'cash'}
      most={MOST_GAME_PRIZES}
      testId={(field) => `${testId}-${field}`}
      cash={
        <Form.Item
          name={[...within, 'prize', 'amountFen']}
          label="每份金额"
          rules={[
            {
              required: true,
              type: 'number',
              min: LEAST_CASH_FEN,
              max: MOST_CASH_FEN,
              message: `${yuan(LEAST_CASH_FEN)} 到 ${yuan(MOST_CASH_FEN)}`,
            },
          ]}
        >
          <YuanField testId={`${testId}-amount`} />
        </Form.Item>
      }
    />
  );
}
