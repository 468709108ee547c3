/** The error types that every component may answer with; a closed set. */
export type CommonErrorType =
  | 'UnknownTool'
  | 'InvalidRequest'
  | 'InvalidArguments'
  | 'PermissionDenied'
  | 'IOError';

/** The error types of the vfs component. */
export type VfsErrorType = CommonErrorType | 'FileNotFound';

/** The error types of the mock component. */
export type MockErrorType = CommonErrorType;

/** The error types of the github component. */
export type GithubErrorType =
  | CommonErrorType
  | 'RepoNotAllowed'
  | 'WriteNotAllowed'
  | 'NotFound'
  | 'Unauthorized'
  | 'RateLimited'
  | 'NetworkError'
  | 'APIError';

/** Any error type of the app. */
export type ErrorType = VfsErrorType | MockErrorType | GithubErrorType;
