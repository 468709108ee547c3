/**
 * Words that name files, folders and settings by convention, in lower case and without a plural
 * `s`, and numbers that everybody uses, such as ports. A model that guesses them does not know the
 * future: `README.md` and `config.json` are in every project, and a good agent asks for them first.
 * Words of three characters and fewer are guessable anyway. A word belongs here if it says nothing
 * about the subject of a project.
 */
export const CONVENTIONAL_NAMES: ReadonlySet<string> = new Set(
  `
  11211 1433 27017 3306 3600 4173 5173 5432 5672 6379 8080 8081 8443 86400 9090 9092 9200 about
  account action admin agent alpha alpine analysis angular apache application architecture archive
  asset assistant async auth authentication authors babelrc backend backup base bash bashrc batch
  beta binary boot bootstrap branch build builder bundle bunfig button cache cargo changelog
  changes channel chart check class classes claude cleanup client cmake codecov codeowners command
  comment commit common component compose conduct conf config configuration connect console
  constant container content context contribute contributing control controller copilot cover
  coverage create creator cron current custom daily dashboard data database dataset date debug
  default delete demo deploy deployment description design desktop detail develop development
  diagram dist docker dockerfile dockerignore docs document documentation download draft
  editorconfig engine entry entrypoint environment error eslint eslintrc event example export
  express extension extra factory feature fetch field file final first fixture flake flask folder
  font footer form format frontend function functional gemfile general generate generator getting
  gitattributes github gitignore gitkeep gitlab global gradle gradlew graph group guide guidelines
  handler header health hello help helper history home hook host html http icon image import inbox
  include index info information init input instance instructions integration interface internal
  ipynb issue item java javascript jenkinsfile jest jquery json jsonc jsonl keys kotlin label
  landing latest layout level library licence license line lint linter list local locale localhost
  lock logger logging login logo logs mail main maintain maintainer make makefile manage manager
  manifest manual mapping markdown master menu merge message meta metadata method metric
  middleware migration mock model module monthly name navbar network next nginx node normal note
  notebook notice notification npmignore npmrc nvmrc object open option organization other output
  overview owner package page param parser password path person personal pipeline pipfile place
  plan plugin podfile policy port post prettier prettierignore prettierrc preview private procfile
  production profile program project props provider proxy public pull push pycache pyproject
  pytest python query question queue quick quickstart rakefile random react readme record redis
  release remote render replace repo report repository request requirement reset resource response
  rest result return review roadmap robots role root route router ruby rule runner rust rustfmt
  sample schema scheme script scss search secret section security select send server service
  session setting setup shared shell show simple site sitemap slim small snapshot source spec
  stable stage staging standard start started state static statistic status step storage store
  stream string structure style stylesheet summary support svelte system table tail target task
  team temp template terms terraform test testing text theme thread time title todo token toml
  tool travis tree tsconfig tutorial type typescript ubuntu unit update upload usage user util
  utilities vagrantfile validate validation value variable vendor venv version video view vite
  vitest volume vscode webpack website welcome widget window work worker workflow workspace world
  write yaml yarn
  `
    .trim()
    .split(/\s+/),
);
