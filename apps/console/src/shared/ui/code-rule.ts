/** Codes of services, bays and loaner cars, as the API takes them. */
export const codeRule = {
  required: true,
  pattern: /^[A-Z0-9-]{1,20}$/,
  message: '编码只能用大写字母、数字和 -，最多 20 位',
};
