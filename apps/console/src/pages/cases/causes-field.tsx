import type { CaseDetail } from '@cheban/contracts';
import { type CaseCause, caseCauseLabel, caseCauses } from '@cheban/contracts/constants';
import { App, Tag as Chip } from 'antd';
import { api } from '../../app/api.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { Tag } from '../../shared/ui/tag.js';

const MOST = 3;

/** What a case was about; saved with each tap, because the improvement of the month counts it. */
export function CausesField({ entry, editable }: { entry: CaseDetail; editable: boolean }) {
  const { message } = App.useApp();
  const save = useSubmit(api.case.setCauses, { refresh: ['case', 'case-causes'] });
  if (!editable)
    return entry.causes.length > 0 ? (
      <p className="chips">
        {entry.causes.map((cause) => (
          <Tag key={cause}>{caseCauseLabel[cause]}</Tag>
        ))}
      </p>
    ) : (
      <p className="none">还没有归类</p>
    );
  function toggle(cause: CaseCause, on: boolean) {
    const causes = on ? [...entry.causes, cause] : entry.causes.filter((one) => one !== cause);
    if (causes.length > MOST) {
      void message.warning(`最多选 ${MOST} 个，先取消一个`);
      return;
    }
    save.mutate({ params: { id: entry.id }, body: { causes } });
  }
  return (
    <div className="chips">
      {caseCauses.map((cause) => (
        <Chip.CheckableTag
          key={cause}
          className="cause-chip"
          checked={entry.causes.includes(cause)}
          data-testid={`case-cause-${cause}`}
          onChange={(on) => toggle(cause, on)}
        >
          {caseCauseLabel[cause]}
        </Chip.CheckableTag>
      ))}
    </div>
  );
}
