/** Who decides on what is above one's own limit: nobody on what they asked for themselves. */
export const approverWords = (mayApprove: boolean): string =>
  mayApprove ? '另一位店总或系统管理员' : '店总';
