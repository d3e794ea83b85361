import './campaign.css';
import { Button, Form, type FormInstance, Steps } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { usePhone } from '../../shared/hooks/use-phone.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { FormError, useFieldErrors } from '../../shared/ui/form-error.js';
import { Panel } from '../../shared/ui/page.js';
import { type PlanStep, stepOf } from './plan-steps.js';

/** What a form says of fields that are not good. */
interface FormFailure {
  errorFields: readonly { name: (string | number)[] }[];
}

/**
 * A plan that is filled in step by step, with what owners will see beside it. The step stands in the address; one goes on
 * only when the fields of the step are good; the last step looks the plan over and saves it.
 */
export function StepForm<D extends object>({
  form,
  initial,
  steps,
  pages,
  check,
  aside,
  held = () => false,
  submit,
  saveText,
  back,
  testId,
  onSave,
}: {
  form: FormInstance<D>;
  initial: D;
  steps: readonly PlanStep[];
  /** Fields of each step but the last. */
  pages: readonly ReactNode[];
  /** What the last step shows. */
  check(go: (step: number) => void): ReactNode;
  aside: ReactNode;
  /** Whether something that is no field keeps one in this step. */
  held?: (step: number) => boolean;
  /** What useSubmit gave. */
  submit: { isPending: boolean; error: unknown };
  saveText: string;
  /** Where one goes without saving. */
  back: string;
  /** Begins the names of the buttons: `campaign` makes `campaign-next` and `campaign-save`. */
  testId: string;
  /** `ask`: and asks the second person at once. */
  onSave(ask: boolean): void;
}) {
  const phone = usePhone();
  const filters = useUrlFilters();
  const step = Math.min(steps.length - 1, Number(filters.get('step') ?? 0) || 0);
  const last = step === steps.length - 1;
  const go = (to: number) => filters.set({ step: to === 0 ? undefined : to });
  useFieldErrors(form, submit.error);

  // A reload, or a link to a later step, finds a plan whose first steps are empty: it begins where something is missing.
  const arrived = useRef({ step, steps, form, go });
  useEffect(() => {
    const { step: at, steps: all, form: plan, go: goTo } = arrived.current;
    if (at === 0) return;
    plan.validateFields({ validateOnly: true }).catch(({ errorFields }: FormFailure) => {
      const missing = Math.min(...errorFields.map(({ name }) => stepOf(all, name.join('.'))));
      if (missing < at) goTo(missing);
    });
  }, []);

  /** Names of the fields that the current step asks for, nested ones included. */
  const asked = () => {
    const fields = steps[step]?.fields ?? [];
    return form
      .getFieldsError()
      .map(({ name }) => name)
      .filter(([first]) => fields.includes(String(first)));
  };
  async function next() {
    try {
      await form.validateFields(asked() as Parameters<typeof form.validateFields>[0], { recursive: true });
      if (!held(step)) go(step + 1);
    } catch {
      // The messages stand at the fields.
    }
  }
  return (
    <>
      <Panel>
        <Steps
          size="small"
          current={step}
          responsive={false}
          titlePlacement={phone ? 'vertical' : 'horizontal'}
          items={steps.map(({ title }, index) => ({ title, disabled: index > step + 1 }))}
          onChange={(to) => (to > step ? void next() : go(to))}
        />
      </Panel>
      <Form<D> form={form} layout="vertical" scrollToFirstError={{ block: 'center' }} initialValues={initial}>
        <div className="editor-columns">
          <div className="stack">
            {pages.map((page, index) => (
              <div key={steps[index]?.title} hidden={step !== index}>
                {page}
              </div>
            ))}
            {last && check(go)}
            <FormError error={submit.error} />
            <div className="layer-actions">
              {step > 0 && <Button onClick={() => go(step - 1)}>上一步</Button>}
              {last ? (
                <>
                  <Button
                    type="primary"
                    data-testid={`${testId}-save-submit`}
                    loading={submit.isPending}
                    onClick={() => onSave(true)}
                  >
                    保存并提交审批
                  </Button>
                  <Button
                    data-testid={`${testId}-save`}
                    disabled={submit.isPending}
                    onClick={() => onSave(false)}
                  >
                    {saveText}
                  </Button>
                </>
              ) : (
                <Button type="primary" data-testid={`${testId}-next`} onClick={() => void next()}>
                  下一步
                </Button>
              )}
              <Link to={back}>
                <Button type="text">取消</Button>
              </Link>
            </div>
          </div>
          <aside className="editor-side">{aside}</aside>
        </div>
      </Form>
    </>
  );
}
