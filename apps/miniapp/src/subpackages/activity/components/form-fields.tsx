import type { FormAnswers, FormField } from '@cheban/contracts';
import { Input, View } from '@tarojs/components';
import { Chip } from '@/shared/ui';
import { toggled } from './answers';

type Answer = FormAnswers[string];

interface FormFieldsProps {
  fields: readonly FormField[];
  answers: FormAnswers;
  onAnswer: (key: string, answer: Answer) => void;
}

/** The questions of a sign-up, each as what is quickest to answer with a thumb. */
export function FormFields({ fields, answers, onAnswer }: FormFieldsProps) {
  return (
    <>
      {fields.map((field) => (
        <View key={field.key} className="act-field">
          <View className="cb-strong">
            {field.label}
            {field.required ? '' : '（可不填）'}
          </View>
          <OneField
            field={field}
            answer={answers[field.key]}
            onAnswer={(value) => onAnswer(field.key, value)}
          />
        </View>
      ))}
    </>
  );
}

interface OneFieldProps {
  field: FormField;
  answer: Answer | undefined;
  onAnswer: (answer: Answer) => void;
}

function OneField({ field, answer, onAnswer }: OneFieldProps) {
  if (field.type === 'text' || field.type === 'number') {
    return (
      <Input
        className="cb-input"
        type={field.type === 'number' ? 'number' : 'text'}
        maxlength={field.type === 'number' ? 4 : (field.max ?? 100)}
        value={answer === undefined ? '' : String(answer)}
        placeholder={field.type === 'number' ? '请填数字' : '请填写'}
        onInput={(event) => {
          const { value } = event.detail;
          onAnswer(field.type === 'number' && value !== '' ? Number(value) : value);
        }}
      />
    );
  }
  if (field.type === 'yes_no') {
    return (
      <View className="cb-chips">
        <Chip label="是" selected={answer === true} onClick={() => onAnswer(true)} />
        <Chip label="否" selected={answer === false} onClick={() => onAnswer(false)} />
      </View>
    );
  }
  const chosen = Array.isArray(answer) ? answer : [answer];
  return (
    <View className="cb-chips">
      {field.options.map((option) => (
        <Chip
          key={option}
          label={option}
          selected={chosen.includes(option)}
          onClick={() => onAnswer(field.type === 'choices' ? toggled(answer, option) : option)}
        />
      ))}
    </View>
  );
}
