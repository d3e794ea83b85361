import type { VisitView } from '@cheban/contracts';
import { visitStepLabel, visitSteps } from '@cheban/contracts/constants';
import { clockOf } from '@/shared/format/when';
import { type Step, StepLine } from '@/shared/ui';

interface VisitStepsProps {
  visit: Pick<VisitView, 'step' | 'steps'>;
}

/** The steps an owner sees in the transparent workshop 透明车间, with when and by whom. */
export function VisitSteps({ visit }: VisitStepsProps) {
  const now = visitSteps.indexOf(visit.step);
  const over = visit.step === 'handed_over';
  const steps = visitSteps.map((key, index): Step => {
    const seen = visit.steps.find((entry) => entry.step === key);
    const note = seen?.at ? [clockOf(seen.at), seen.by].filter(Boolean).join(' · ') : undefined;
    const state = index < now || over ? 'done' : index === now ? 'now' : 'next';
    const running = key === 'ready' ? { running: '等您取车' } : {};
    return { key, label: visitStepLabel[key], state, ...running, ...(note ? { note } : {}) };
  });
  return <StepLine steps={steps} />;
}
