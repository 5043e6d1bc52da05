/** What people in the languages of Chasqui build passwords of, in lower case without accents. Names of people, teams and brands are
 *  those that lists of leaked passwords are full of. */
const LINES = `
password passwort passw pass contrasena contrasenia clave secreto secreta senha segredo secret letmein welcome bienvenido bienvenida
bemvindo admin administrator administrador administradora root user usuario guest invitado cliente client test testing prueba teste demo
temporal temp default change changeme cambiar cambiame mudar login access acceso acesso system sistema server servidor master manager
gerente owner dueno boss jefe chefe office oficina empresa company negocio negocios tienda loja ventas vendas soporte support suporte
chasqui whatsapp facebook instagram google gmail hotmail yahoo outlook android iphone samsung huawei motorola nokia cisco oracle
windows microsoft internet computer computadora computador telefono telefone celular movistar claro entel bitel tigo vivo oi personal
intelbras vodafone telefonica
iloveyou loveyou love lovely amor amore amorcito amormio teamo teamomucho tequiero tequieromucho teadoro mivida miamor mividamia
micorazon corazon corazoncito coracao meuamor euteamo tekiero besos princesa princess reina rey king queen baby bebe bonita hermosa
hermoso linda lindo precioso preciosa guapa guapo angel angelito cielo estrella estrellita estrela luna lunita sol solecito
sunshine flower flor flores rosa rosita mariposa butterfly hello hola
dios dioses diosesamor diosmio deus deusefiel jesus jesucristo jesuscristo jesusteama cristo cristiano senhor senor virgen
bendicion fe esperanza familia family familiafeliz mama mami mae papa papi pai hijo hija filho filha mihijo misamores hermano hermana
amiga amigo amigos amistad amizade felicidad felicidade feliz alegria vida muerte paz
perro perrito gato gatito gatita cachorro monkey dragon tiger tigre leon lion eagle aguila horse caballo panda delfin dolphin lobo
futbol football soccer futebol baseball basketball beisbol barcelona madrid realmadrid boca bocajuniors river riverplate alianza
alianzalima universitario cristal sporting america chivas cruzazul colocolo flamengo corinthians palmeiras santos saopaulo vasco
gremio cruzeiro botafogo fluminense internacional atletico selecao seleccion messi ronaldo ronaldinho neymar maradona pele
peru lima cusco arequipa trujillo mexico colombia bogota argentina chile santiago ecuador quito guayaquil bolivia venezuela caracas
brasil brazil espana panama uruguay paraguay portugal lisboa rio
maria jose juan carlos luis jorge pedro pablo miguel angela daniel daniela david diego fernando fernanda francisco gabriel gabriela
javier manuel mario marco marcos marcelo martin mateo matheus matias nicolas oscar pamela patricia paola paula rafael ricardo roberto
rodrigo rosario samuel sandra santiago sebastian sofia susana teresa valentina vanessa veronica victor victoria adriana alejandra
alejandro alexander alexandra alvaro ana anderson andrea andres antonio beatriz bruno camila carla carmen carolina cecilia claudia
cristian cristina diana eduardo elena elizabeth enrique esteban felipe gustavo hector hugo ignacio isabel isabella ivan jessica joao
joaquin josue julia julian juliana julio karen karina katherine laura leonardo leticia lucas lucia luisa margarita mariana martha
melissa mercedes milagros monica natalia pilar raul renata rosa ruben sara silvia thiago tomas yolanda ximena
michael jennifer jordan michelle ashley jessica charlie thomas robert andrew matthew joshua hunter george
superman batman spiderman naruto pokemon minecraft fortnite freefire starwars harrypotter metallica nirvana linkinpark slipknot
rock music musica guitarra guitar chocolate cookie banana naranja orange apple cafe coffee cerveza cerveja whatever nothing
escuela colegio escola school student estudiante india pakistan indonesia filipinas
freedom libertad liberdade forever siempre sempre nunca never trustno shadow killer ninja ghost money dinero dinheiro plata
summer winter spring verano invierno primavera otono verao inverno enero febrero marzo abril mayo junio julio agosto septiembre
octubre noviembre diciembre janeiro fevereiro maio junho julho setembro outubro novembro dezembro january february
march april june july august september october november december lunes martes miercoles jueves viernes sabado domingo monday
friday sunday blue azul rojo vermelho verde green black negro preto white blanco branco purple morado roxo
`;

export const COMMON_WORDS: ReadonlySet<string> = new Set(LINES.split(/\s+/).filter((word) => word.length >= 3));
